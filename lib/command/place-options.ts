import type { Deployment } from '../deployment/deployment.ts';
import type { SandboxTenantName } from '../local/sandbox/tenant-names.ts';

/** Where a command works, as its options say. */
export interface PlaceOptions {
  local?: true;
  /** Implies `local`. */
  sandbox?: SandboxTenantName;
  stack?: string;
  region?: string;
  profile?: string;
}

/** Opens this machine's deployment or the stack's. Either is loaded only when it is worked with. */
export async function openDeployment(
  options: PlaceOptions,
  { connecting = false } = {},
): Promise<Deployment> {
  const { local, sandbox, stack, region, profile } = options;
  if (local) {
    const { openLocalDeployment } = await import('../local/local-deployment.ts');
    return openLocalDeployment({ sandbox, connecting });
  }
  const { openAwsDeployment } = await import('../aws/aws-deployment.ts');
  return openAwsDeployment({ stack, ...(region && { region }), ...(profile && { profile }) });
}
