import type { SourceData } from '../collectors/sandbox-source.ts';

/** A federated credential of an app registration. Entra allows exactly one audience. https://learn.microsoft.com/graph/api/resources/federatedidentitycredential */
export interface FederatedCredential {
  issuer: string;
  subject: string;
  audience: string;
}

/** The data of a fictional tenant in Entra and Graph. */
export interface SandboxTenant {
  tenantId: string;
  /** A verified domain, which can replace the id in a sign-in. */
  domain: string;
  clientId: string;
  clientSecret: string;
  /** The client secret's expiry date (`YYYY-MM-DD`), if it was recorded when the tenant was connected. */
  clientSecretExpires?: string | undefined;
  /** Certificates of the app registration as PEM. `any`: every certificate that a client sends along, for a rehearsal. */
  certificates: readonly string[] | 'any';
  federatedCredentials: readonly FederatedCredential[];
  /** How many federated sign-ins Entra refuses at first, because a new credential takes minutes to work. */
  refusesFirst?: number;
  /** Application permissions with admin consent. */
  roles: readonly string[];
  /** The licence of the tenant; Identity Protection needs P2. */
  plan: 'P1' | 'P2';
  /** Path of a Graph source to its data. A missing source is empty. */
  data: Readonly<Record<string, SourceData>>;
}
