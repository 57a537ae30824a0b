import type { Deployment } from '../deployment/deployment.ts';
import type { LocalDeployment } from '../local/local-deployment.ts';

/** Where a command works, as its options say. */
export interface PlaceOptions {
  local?: true;
  /** Name of a sandbox tenant; implies `local`. */
  sandbox?: string;
  stack?: string;
  region?: string;
  profile?: string;
}

/** Opens this machine's deployment or the stack's. Either is loaded only when it is worked with. */
export async function openDeployment(
  options: PlaceOptions,
  { connecting = false } = {},
): Promise<Deployment | LocalDeployment> {
  const { local, sandbox, stack, region, profile } = options;
  if (local) {
    const { openLocalDeployment } = await import('../local/local-deployment.ts');
    return openLocalDeployment({ sandbox, connecting });
  }
  const { openAwsDeployment } = await import('../aws/aws-deployment.ts');
  return openAwsDeployment({ stack, ...(region && { region }), ...(profile && { profile }) });
}
