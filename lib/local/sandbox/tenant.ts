/** The licence that a sandbox tenant has; Identity Protection needs P2. */
export type EntraPlan = 'P1' | 'P2';

/** A fictional tenant: what Entra and Graph know of it. Objects are as Graph sends them. */
export interface SandboxTenant {
  tenantId: string;
  /** A verified domain, which signs in as the id does. */
  domain: string;
  clientId: string;
  clientSecret: string;
  /** The client secret's expiry date (`YYYY-MM-DD`), if it was recorded when the tenant was connected. */
  clientSecretExpires?: string | undefined;
  /** Application permissions with admin consent. */
  roles: readonly string[];
  plan: EntraPlan;
  secureScores: readonly object[];
  alerts: readonly object[];
  riskyUsers: readonly object[];
  policies: readonly object[];
  securityDefaults: boolean;
}
