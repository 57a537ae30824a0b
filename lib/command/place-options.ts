import type { Place } from '../../lambdas/domain/remedy.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { SandboxTenantName } from '../local/sandbox/tenant-names.ts';

/** Where a command works, as its options say. */
export interface PlaceOptions {
  local?: true;
  /** Implies `local`. */
  sandbox?: SandboxTenantName;
  /** Whether `npm start` asks: with the sandbox tenant, if this folder never held a real one. */
  orSandbox?: true;
  stack?: string;
  region?: string;
  profile?: string;
}

/**
 * Opens this machine's deployment or the stack's. Either is loaded only when it is worked with. `reading` commands read
 * only the register, which needs no credentials on this machine.
 */
export async function openDeployment(options: PlaceOptions, { reading = false } = {}): Promise<Deployment> {
  const { local, sandbox, orSandbox, stack, region, profile } = options;
  if (local) {
    const { openLocalDeployment } = await import('../local/local-deployment.ts');
    const deployment = await openLocalDeployment({ sandbox, orSandbox, reading });
    if (deployment.notice) process.stderr.write(`${deployment.notice}\n`);
    return deployment;
  }
  const { openAwsDeployment } = await import('../aws/aws-deployment.ts');
  return openAwsDeployment({ stack, ...(region && { region }), ...(profile && { profile }) });
}

/** Where a command that is named to a person works: in the same place. */
export function placeOf({ local, sandbox }: PlaceOptions): Pick<Place, 'local' | 'sandbox'> {
  return { local: local ?? false, sandbox };
}
