import type { SourceData } from '../collectors/sandbox-source.ts';

/** The data of a fictional tenant in Entra and Graph. */
export interface SandboxTenant {
  tenantId: string;
  /** A verified domain, which can replace the id in a sign-in. */
  domain: string;
  clientId: string;
  clientSecret: string;
  /** The client secret's expiry date (`YYYY-MM-DD`), if it was recorded when the tenant was connected. */
  clientSecretExpires?: string | undefined;
  /** Application permissions with admin consent. */
  roles: readonly string[];
  /** The licence of the tenant; Identity Protection needs P2. */
  plan: 'P1' | 'P2';
  /** Path of a Graph source to its data. A missing source is empty. */
  data: Readonly<Record<string, SourceData>>;
}
