import { AwsUnavailable, WebIdentityRefused } from '../../lib/domain/errors.ts';
import { plainText } from '../../lib/domain/plain-text.ts';
import type { WebIdentity } from '../../lib/domain/web-identity.ts';
import { type SigningPorts, signedRequests } from './signed-request.ts';

/** Seconds that the token is valid. The sign-in sends it at once, and only once. */
const LIFETIME = 300;

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html */
const DISABLED = 'OutboundWebIdentityFederationDisabledException';

const ENABLE =
  'Enable outbound web identity federation for this AWS account: "npx m365-evidence setup" offers it, or an administrator runs "aws iam enable-outbound-web-identity-federation".';

const DEPLOY_AGAIN =
  'Deploy the stack again, which lets the role of the Authenticate function get tokens. If that does not help, look for a service control policy that denies sts:GetWebIdentityToken.';

/**
 * Returns the function that has AWS STS sign a token for the function's role, for one audience. RS256, because Entra
 * accepts no other algorithm. `url` is a regional endpoint; the global one refuses. Throws AwsUnavailable if a later try
 * may succeed, and WebIdentityRefused otherwise.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
 */
export function stsWebIdentity(url: string, ports: SigningPorts): WebIdentity {
  const send = signedRequests('sts', ports);
  return async (audience) => {
    const form = new URLSearchParams({
      Action: 'GetWebIdentityToken',
      Version: '2011-06-15',
      'Audience.member.1': audience,
      SigningAlgorithm: 'RS256',
      DurationSeconds: String(LIFETIME),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = { method: 'POST', url: new URL(url), headers, body: Buffer.from(String(form)) } as const;
    const answer = await send(request).catch((cause: Error) => {
      throw cause instanceof AwsUnavailable ? cause : refused(cause);
    });
    const [, token] =
      /<WebIdentityToken>\s*([\w.-]{1,16384})\s*<\/WebIdentityToken>/.exec(answer.body.toString('utf8')) ??
      [];
    if (token === undefined) throw refused(new Error('the answer holds no token'));
    return token;
  };
}

function refused(cause: Error): WebIdentityRefused {
  const [name, message] = [plainText(cause.name, 64), plainText(cause.message)];
  return new WebIdentityRefused(`AWS gave no token for the function's role: ${name}: ${message}`, {
    cause,
    code: name,
    remedy: name === DISABLED ? ENABLE : DEPLOY_AGAIN,
  });
}
