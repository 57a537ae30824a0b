import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { SandboxAnswer, SandboxRequest } from './answer.ts';
import type { JsonWebKeys } from './federated-proof.ts';
import { writeToken } from './json-web-token.ts';
import { SANDBOX_ISSUER, SANDBOX_ROLE } from './sts-identity.ts';
import { readRequest, tokenAnswer } from './sts-request.ts';

/**
 * A stand-in for AWS STS: signs tokens for one role, and publishes its keys as the issuer of an AWS account does. It checks the
 * form of a request's signature, but not the signature.
 * Sources: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound.html
 */
export class SandboxSts {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Answers a request to the regional endpoint, or to the issuer's address; undefined if it is to another service. */
  answer(request: SandboxRequest): SandboxAnswer | undefined {
    const { method, url } = request;
    if (url.pathname === '/' && method === 'POST') return this.#token(request);
    if (url.pathname === '/.well-known/openid-configuration') return { status: 200, body: CONFIGURATION };
    if (url.pathname === '/.well-known/jwks.json') return { status: 200, body: this.keysOf(SANDBOX_ISSUER) };
    return undefined;
  }

  /** Returns the keys that the issuer publishes; undefined for any other issuer. */
  keysOf(issuer: string): JsonWebKeys | undefined {
    if (issuer !== SANDBOX_ISSUER) return undefined;
    const { kid, publicKey } = signingKey();
    return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] };
  }

  /** Returns a token with the claims of AWS, for one audience or several. `changes` replace claims. */
  sign(
    audience: string | string[],
    { lifetime = 300, region = 'eu-central-1', ...changes }: Claims = {},
  ): string {
    const { kid, privateKey } = signingKey();
    const now = Math.floor(this.#clock.now() / 1000);
    const claims = {
      iss: SANDBOX_ISSUER,
      sub: SANDBOX_ROLE,
      aud: audience,
      iat: now,
      exp: now + lifetime,
      jti: randomUUID(),
      'https://sts.amazonaws.com/': {
        aws_account: SANDBOX_ROLE.split(':')[4],
        source_region: region,
        principal_id: SANDBOX_ROLE,
        lambda_source_function_arn: `arn:aws:lambda:${region}:${SANDBOX_ROLE.split(':')[4]}:function:Authenticate`,
      },
      ...changes,
    };
    return writeToken({ kid, typ: 'JWT', alg: 'RS256' }, claims, (signed) =>
      sign('sha256', Buffer.from(signed), privateKey),
    );
  }

  #token(request: SandboxRequest): SandboxAnswer {
    const asked = readRequest(request);
    if ('status' in asked) return asked;
    const { audiences, lifetime, region } = asked;
    const [only, ...others] = audiences;
    const token = this.sign(only !== undefined && others.length === 0 ? only : audiences, {
      lifetime,
      region,
    });
    return tokenAnswer(token, new Date(this.#clock.now() + lifetime * 1000));
  }
}

let made: { publicKey: KeyObject; privateKey: KeyObject; kid: string } | undefined;

/** Returns the key of this process. Makes it with the first use, because that takes a tenth of a second. */
function signingKey() {
  if (made) return made;
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '' } = pair.publicKey.export({ format: 'jwk' });
  made = { ...pair, kid: `RSA_${createHash('sha256').update(n).digest('hex').slice(0, 16)}` };
  return made;
}

interface Claims extends Record<string, unknown> {
  /** Seconds. */
  lifetime?: number;
  region?: string;
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html */
const CONFIGURATION = {
  issuer: SANDBOX_ISSUER,
  jwks_uri: `${SANDBOX_ISSUER}/.well-known/jwks.json`,
  response_types_supported: ['id_token'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256', 'ES384'],
};
