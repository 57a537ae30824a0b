import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Deployment } from '../deployment/deployment.ts';
import type { Place } from '../domain/remedy.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { STACK_NAME } from '../infrastructure/stack-terms.ts';
import { isSandboxTenant, SANDBOX_TENANTS, type SandboxTenantName } from '../sandbox/tenant-names.ts';
import { nearest } from '../settings/nearest.ts';
import type { CommandOutput } from './output/command-output.ts';
import { SuggestedOption } from './suggested-option.ts';

/** The options that select the deployment of a command. */
export interface PlaceOptions {
  local?: true;
  /** Implies `local`. */
  sandbox?: SandboxTenantName;
  /** Set by `npm start`: use the sandbox tenant if this folder never held a real one. */
  orSandbox?: true;
  stack?: string;
  /** The table of a register whose stack was deleted; for reading only. */
  table?: string;
  region?: string;
  profile?: string;
}

/** Adds the options that select the deployment; `--table` is an option of the commands that read the register. */
export function addPlaceOptions(command: Command): Command {
  return command
    .option('--local', 'work on this machine instead of AWS')
    .addOption(
      new SuggestedOption(
        '--sandbox [tenant]',
        'use a sandbox tenant, which is fictional and on this machine: healthy, no-p2, … (implies --local; sync --help lists them)',
        async () => Object.keys(SANDBOX_TENANTS),
      )
        .preset('healthy')
        .argParser(sandboxTenant)
        .implies({ local: true }),
    )
    .addOption(new Option('--stack <name>', `the stack on AWS (default: ${STACK_NAME})`).conflicts('local'))
    .addOption(
      new Option('--region <region>', 'its AWS region (default: that of your AWS configuration)').conflicts(
        'local',
      ),
    )
    .addOption(new Option('--profile <profile>', 'the AWS profile to use').conflicts('local'));
}

function sandboxTenant(typed: string): SandboxTenantName {
  if (isSandboxTenant(typed)) return typed;
  const names = Object.keys(SANDBOX_TENANTS);
  throw new InvalidArgumentError(
    `Unknown sandbox tenant.${nearest(typed, names)} Sandbox tenants: ${names.join(', ')}.`,
  );
}

/**
 * Opens the deployment on this machine or on AWS, and loads only the code for it. With `reading`, the command only reads
 * the register, which needs no credentials on this machine. With `given`, the command got its credentials by an option, so those of
 * the environment are not read.
 */
export async function openDeployment(
  options: PlaceOptions,
  { hint }: Pick<CommandOutput, 'hint'>,
  { reading = false, given = false } = {},
): Promise<Deployment> {
  const { local, sandbox, orSandbox, stack, table, region, profile } = options;
  if (table !== undefined && (local || stack !== undefined)) {
    throw new WrongUsage('--table names a table on AWS by itself', {
      remedy: 'Leave out --local, --sandbox and --stack.',
    });
  }
  if (local) {
    const { openLocalDeployment } = await import('../deployment/on-laptop/local-deployment.ts');
    const deployment = await openLocalDeployment({ sandbox, orSandbox, reading, given });
    if (deployment.notice) hint(`${deployment.notice}\n`);
    return deployment;
  }
  const place = { ...(region && { region }), ...(profile && { profile }) };
  if (table !== undefined) {
    const { openRetainedRegister } = await import('../deployment/on-aws/retained-register.ts');
    return openRetainedRegister(table, place);
  }
  const { openAwsDeployment } = await import('../deployment/on-aws/aws-deployment.ts');
  return openAwsDeployment({ stack, ...place });
}

/** Returns the place for commands that a message recommends: the same as that of the running command. */
export function placeOf({ local, sandbox }: PlaceOptions): Pick<Place, 'local' | 'sandbox'> {
  return { local: local ?? false, sandbox };
}
