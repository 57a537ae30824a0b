import type { ClientSecret } from '../../domain/connection-secret.ts';
import type { HttpTransport } from '../../http/http-transport.ts';
import type { SandboxTenantName } from '../../sandbox/tenant-names.ts';
import type { StoredSecrets } from './stored-secrets.ts';

/** The tenant whose evidence this machine collects: how to sign in, and how to reach it. */
export interface LocalTenant {
  /** The folder inside that of all registers. Fictional and real evidence never share one. */
  folder: 'sandbox' | 'tenant';
  /** Marks all that is recorded; undefined for a real tenant. */
  sandbox: SandboxTenantName | undefined;
  /** For people: the tenant. */
  description: string;
  /** For people: the owner of the register. */
  registerOf: string;
  /** For people: why this register was chosen, if no option named it. */
  notice?: string;
  /** Resolves with the secret's text. Rejects with WrongUsage, which names what to set, if it is missing. */
  readSecret: (connection: string) => Promise<string>;
  stored: StoredSecrets;
  /** Credentials for a rehearsal of connecting. Only a sandbox tenant has any. */
  rehearsal?: ClientSecret;
  /** Whether its past can be recorded. Only true for the healthy sandbox tenant. */
  hasHistory: boolean;
  openTransport: () => HttpTransport;
  close(): Promise<void>;
}
