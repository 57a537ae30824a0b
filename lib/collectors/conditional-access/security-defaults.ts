import * as z from 'zod/mini';
import { SyncError } from '../../domain/errors.ts';
import type { GraphPort, GraphQuery } from '../../graph/graph-port.ts';

const SecurityDefaults = z.object({ isEnabled: z.boolean() });

/** https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get */
const SECURITY_DEFAULTS: GraphQuery<z.infer<typeof SecurityDefaults>> = {
  path: '/policies/identitySecurityDefaultsEnforcementPolicy',
  object: SecurityDefaults,
};

/** The result of reading the security defaults. */
export interface SecurityDefaultsRead {
  /** Undefined if it could not be read. */
  isEnabled?: boolean;
  missing: string[];
}

/** Reads the security defaults. A failure makes the observation partial, but does not lose the policies. */
export async function readSecurityDefaults(graph: GraphPort): Promise<SecurityDefaultsRead> {
  try {
    const { isEnabled } = await graph.entity(SECURITY_DEFAULTS);
    return { isEnabled, missing: [] };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return { missing: [`Whether security defaults protect the tenant was not read: ${error.message}`] };
  }
}

export function defaultsClause(securityDefaults: boolean | undefined): string {
  if (securityDefaults === undefined) return '';
  return securityDefaults ? '; security defaults protect the tenant' : '; security defaults are off too';
}
