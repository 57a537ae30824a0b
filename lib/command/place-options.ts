import type { Deployment } from '../deployment/deployment.ts';
import type { Place } from '../domain/remedy.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { SandboxTenantName } from '../sandbox/tenant-names.ts';

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

/**
 * Opens the deployment on this machine or on AWS, and loads only the code for it. With `reading`, the command only reads
 * the register, which needs no credentials on this machine.
 */
export async function openDeployment(options: PlaceOptions, { reading = false } = {}): Promise<Deployment> {
  const { local, sandbox, orSandbox, stack, table, region, profile } = options;
  if (table !== undefined && (local || stack !== undefined)) {
    throw new WrongUsage('--table names a table on AWS by itself', {
      remedy: 'Leave out --local, --sandbox and --stack.',
    });
  }
  if (local) {
    const { openLocalDeployment } = await import('../deployment/on-laptop/local-deployment.ts');
    const deployment = await openLocalDeployment({ sandbox, orSandbox, reading });
    if (deployment.notice) process.stderr.write(`${deployment.notice}\n`);
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
