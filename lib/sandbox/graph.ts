import type { SandboxSource } from '../collectors/sandbox-source.ts';
import type { Clock } from '../domain/clock.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from './answer.ts';
import { collectionPage } from './collection.ts';
import type { SandboxEntra } from './entra.ts';
import { sourceAt } from './sources.ts';
import type { SandboxTenant } from './tenant.ts';

/**
 * Microsoft Graph for one tenant. Checks permissions before licences, returns pages, and throttles identity requests.
 */
export class SandboxGraph {
  readonly #tenant: SandboxTenant;
  readonly #entra: SandboxEntra;
  readonly #clock: Clock;
  #laneFreeAt = 0;

  constructor(tenant: SandboxTenant, entra: SandboxEntra, clock: Clock) {
    this.#tenant = tenant;
    this.#entra = entra;
    this.#clock = clock;
  }

  answer({ url, headers }: SandboxRequest): SandboxAnswer {
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    const roles = this.#entra.rolesIn(token);
    if (!roles) return graphRefusal(401, 'InvalidAuthenticationToken', 'IDX14100: JWT is not well formed.');
    const source = sourceAt(url);
    if (!source) {
      return graphRefusal(
        400,
        'BadRequest',
        `Resource not found for the segment '${url.pathname.split('/').at(-1)}'.`,
      );
    }
    if (source.identityLane && !this.#takeLane())
      return graphRefusal(429, 'TooManyRequests', 'Too many requests.');
    return this.#refusal(source, roles) ?? this.#read(source, url);
  }

  #refusal(
    { roles: needed, needsP2, forbidden: { code, message } }: SandboxSource,
    roles: readonly string[],
  ): SandboxAnswer | undefined {
    if (!needed.some((role) => roles.includes(role))) return graphRefusal(403, code, message);
    if (needsP2 && this.#tenant.plan !== 'P2') {
      return graphRefusal(403, 'Forbidden', 'Your tenant is not licensed for this feature.');
    }
    return undefined;
  }

  #read(source: SandboxSource, url: URL): SandboxAnswer {
    const found = this.#tenant.data[source.path] ?? source.empty;
    return Array.isArray(found) ? collectionPage(url, found, source) : { status: 200, body: found };
  }

  /** Returns whether a request is allowed: one a second for each tenant. A refused request does not count. */
  #takeLane(): boolean {
    const now = this.#clock.now();
    if (now < this.#laneFreeAt) return false;
    this.#laneFreeAt = now + 1_000;
    return true;
  }
}
