import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { SandboxAnswer, SandboxRequest } from './answer.ts';
import type { SandboxTenant } from './tenant.ts';

const LIFETIME = 3_599;

/** Entra's token endpoint for one tenant (client credentials only). Also checks the tokens that it issued. */
export class SandboxEntra {
  readonly #tenant: SandboxTenant;
  readonly #key = randomBytes(32);
  /** AADSTS number of the refusal of every sign-in; undefined if apps may sign in. */
  readonly #refusal: string | undefined;

  constructor(tenant: SandboxTenant, refusal?: string) {
    this.#tenant = tenant;
    this.#refusal = refusal;
  }

  /** Answers a token request. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
  token({ url, body }: SandboxRequest): SandboxAnswer {
    const { tenantId, clientId, roles } = this.#tenant;
    const form = new URLSearchParams(body);
    const asked = url.pathname.split('/')[1];
    const refused = this.#refusalOf(asked, form.get('client_id'), form.get('client_secret'));
    if (refused) return refused;
    const audience = form.get('scope')?.split('/.default')[0];
    const claims = { aud: audience, tid: tenantId, appid: clientId, roles };
    const access_token = this.#sign(claims);
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: LIFETIME, ext_expires_in: LIFETIME, access_token },
    };
  }

  /** Returns the roles in a token that this Entra issued; undefined for any other token. */
  rolesIn(token: string): string[] | undefined {
    const [header, payload, signature] = token.split('.');
    if (signature !== this.#signature(`${header}.${payload}`)) return undefined;
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as { roles: string[] };
    return claims.roles;
  }

  #refusalOf(tenant = '', client: string | null, secret: string | null): SandboxAnswer | undefined {
    const { tenantId, domain, clientId, clientSecret } = this.#tenant;
    if (tenant !== tenantId && tenant !== domain) {
      return refusal(
        400,
        'invalid_request',
        90002,
        `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
      );
    }
    if (client !== clientId) {
      return refusal(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${client}' was not found in the directory '${tenant}'.`,
      );
    }
    if (this.#refusal === '53003') {
      return refusal(
        400,
        'invalid_grant',
        53003,
        'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
        {
          suberror: 'message_only',
          claims: '{"access_token":{"capolids":{"essential":true,"values":["a1"]}}}',
        },
      );
    }
    if (this.#refusal === '7000222') {
      return refusal(
        401,
        'invalid_client',
        7000222,
        `The provided client secret keys for app '${client}' are expired.`,
      );
    }
    if (secret !== clientSecret) {
      return refusal(
        401,
        'invalid_client',
        7000215,
        `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client}'.`,
      );
    }
    return undefined;
  }

  #sign(claims: object): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
    return `${unsigned}.${this.#signature(unsigned)}`;
  }

  #signature(unsigned: string): string {
    return createHmac('sha256', this.#key).update(unsigned).digest('base64url');
  }
}

function refusal(
  status: number,
  error: string,
  number: number,
  text: string,
  more: object = {},
): SandboxAnswer {
  const [trace_id, correlation_id] = [randomUUID(), randomUUID()];
  const timestamp = new Date().toISOString().replace('T', ' ').slice(0, 19).concat('Z');
  const error_description = `AADSTS${number}: ${text} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`;
  return {
    status,
    body: { error, error_description, error_codes: [number], timestamp, trace_id, correlation_id, ...more },
  };
}
