import type { SandboxAnswer, SandboxRequest } from './answer.ts';

/** A signed `GetWebIdentityToken`. */
export interface WebIdentityRequest {
  audiences: string[];
  region: string;
  /** Seconds. */
  lifetime: number;
}

const VERSION = '2011-06-15';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/(\w+)\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/;

/** Returns a refusal in the query protocol of STS. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
export function stsRefusal(status: number, code: string, message: string): SandboxAnswer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return stsAnswer(
    status,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/${VERSION}/">${error}`,
    'Error',
  );
}

/** Returns the answer to `GetWebIdentityToken`. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html */
export function tokenAnswer(token: string, expires: Date): SandboxAnswer {
  const result = `<WebIdentityToken>${token}</WebIdentityToken><Expiration>${expires.toISOString()}</Expiration>`;
  const start = `<GetWebIdentityTokenResponse xmlns="https://sts.amazonaws.com/doc/${VERSION}/">`;
  const body = `${start}<GetWebIdentityTokenResult>${result}</GetWebIdentityTokenResult>`;
  return stsAnswer(200, body, 'GetWebIdentityToken');
}

function stsAnswer(status: number, start: string, ending: string): SandboxAnswer {
  const id = '<RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId>';
  const metadata = status === 200 ? `<ResponseMetadata>${id}</ResponseMetadata>` : id;
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `${start}${metadata}</${ending}Response>`,
  };
}

/** Returns the request for a token, or the refusal of a request that STS does not accept. Checks the form of the signature. */
export function readRequest({ headers, body }: SandboxRequest): WebIdentityRequest | SandboxAnswer {
  const form = new URLSearchParams(body);
  const [, region, service] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (region === undefined)
    return stsRefusal(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  if (service !== 'sts')
    return stsRefusal(
      403,
      'SignatureDoesNotMatch',
      "Credential should be scoped to correct service: 'sts'. ",
    );
  const [action, version] = [form.get('Action'), form.get('Version')];
  if (action !== 'GetWebIdentityToken' || version !== VERSION)
    return stsRefusal(400, 'InvalidAction', `Could not find operation ${action} for version ${version}`);
  const audiences = [...form]
    .filter(([name]) => /^Audience\.member\.\d+$/.test(name))
    .map(([, value]) => value);
  const lifetime = Number(form.get('DurationSeconds') ?? 300);
  if (audiences.length < 1 || audiences.length > 10 || audiences.includes('')) return invalid('audience');
  if (form.get('SigningAlgorithm') !== 'RS256') return invalid('signingAlgorithm');
  if (!(lifetime >= 60 && lifetime <= 3_600)) return invalid('durationSeconds');
  return { audiences, region, lifetime };
}

function invalid(member: string): SandboxAnswer {
  const message = `1 validation error detected: Value at '${member}' failed to satisfy constraint`;
  return stsRefusal(400, 'ValidationError', message);
}
