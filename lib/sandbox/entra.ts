import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { SandboxAnswer, SandboxRequest } from './answer.ts';
import { isFederated, proofRefusal } from './app-proof.ts';
import { entraRefusal, type Refusal } from './entra-refusal.ts';
import type { JsonWebKeys } from './federated-proof.ts';
import { readToken, writeToken } from './json-web-token.ts';
import type { SandboxTenant } from './tenant.ts';

const LIFETIME = 3_599;

/** What Entra needs in addition to the tenant. */
interface EntraConditions {
  clock: Clock;
  /** Returns the keys that an issuer of federated assertions publishes; undefined for an unknown issuer. */
  keysOf: (issuer: string) => JsonWebKeys | undefined;
  /** AADSTS number of the refusal of every sign-in; undefined if apps may sign in. */
  refusal?: string | undefined;
}

/** Entra's token endpoint for one tenant (client credentials only). Also checks the tokens that it issued. */
export class SandboxEntra {
  readonly #tenant: SandboxTenant;
  readonly #conditions: EntraConditions;
  readonly #key = randomBytes(32);
  #federatedBefore = 0;

  constructor(tenant: SandboxTenant, conditions: EntraConditions) {
    this.#tenant = tenant;
    this.#conditions = conditions;
  }

  /** Answers a token request. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
  token({ url, body }: SandboxRequest): SandboxAnswer {
    const { tenantId, clientId, roles } = this.#tenant;
    const form = new URLSearchParams(body);
    const refusal = this.#refusalOf(url, form);
    if (refusal) return entraRefusal(refusal);
    const audience = form.get('scope')?.split('/.default')[0];
    const claims = { aud: audience, tid: tenantId, appid: clientId, roles };
    const access_token = writeToken({ typ: 'JWT', alg: 'HS256' }, claims, (signed) => this.#mac(signed));
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: LIFETIME, ext_expires_in: LIFETIME, access_token },
    };
  }

  /** Returns the roles in a token that this Entra issued; undefined for any other token. */
  rolesIn(token: string): string[] | undefined {
    const read = readToken(token);
    return read?.signature.equals(this.#mac(read.signed)) ? (read.claims.roles as string[]) : undefined;
  }

  #refusalOf(url: URL, form: URLSearchParams): Refusal | undefined {
    const { clock, keysOf, refusal } = this.#conditions;
    const refused = appRefusal(this.#tenant, url, form.get('client_id')) ?? everySignIn(refusal, form);
    if (refused) return refused;
    const assertion = readToken(form.get('client_assertion') ?? '');
    const federatedBefore = this.#federatedBefore;
    if (isFederated(assertion)) this.#federatedBefore += 1;
    const endpoint = `${url.origin}${url.pathname}`;
    return proofRefusal({
      form,
      assertion,
      endpoint,
      tenant: this.#tenant,
      keysOf,
      now: clock.now(),
      federatedBefore,
    });
  }

  #mac(unsigned: string): Buffer {
    return createHmac('sha256', this.#key).update(unsigned).digest();
  }
}

/** Returns the refusal of an unknown tenant or app. */
function appRefusal(
  { tenantId, domain, clientId }: SandboxTenant,
  { pathname }: URL,
  client: string | null,
): Refusal | undefined {
  const tenant = pathname.split('/')[1] ?? '';
  if (tenant !== tenantId && tenant !== domain) {
    const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
    return { number: 90002, text, status: 400, error: 'invalid_request' };
  }
  if (client === clientId) return undefined;
  const text = `Application with identifier '${client}' was not found in the directory '${tenant}'.`;
  return { number: 700016, text, status: 400, error: 'unauthorized_client' };
}

function everySignIn(refusal: string | undefined, form: URLSearchParams): Refusal | undefined {
  if (refusal === '53003') {
    return {
      number: 53003,
      text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
      status: 400,
      error: 'invalid_grant',
      more: {
        suberror: 'message_only',
        claims: '{"access_token":{"capolids":{"essential":true,"values":["a1"]}}}',
      },
    };
  }
  if (refusal !== '7000222') return undefined;
  const text = `The provided client secret keys for app '${form.get('client_id')}' are expired.`;
  return { number: 7000222, text };
}
