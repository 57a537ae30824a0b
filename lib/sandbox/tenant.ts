/** The licence that a sandbox tenant has; Identity Protection needs P2. */
export type EntraPlan = 'P1' | 'P2';

/** The data of a fictional tenant in Entra and Graph. Objects have Graph's format. */
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
  plan: EntraPlan;
  secureScores: readonly object[];
  alerts: readonly object[];
  riskyUsers: readonly object[];
  policies: readonly object[];
  securityDefaults: boolean;
}
