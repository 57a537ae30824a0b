import { SignInRejected } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';

/**
 * What to do about a refused sign-in, by AADSTS number.
 * Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const REMEDIES: Record<string, string> = {
  '700016':
    "The client id or the tenant id is wrong. Copy both from the app registration's overview page in the Entra admin centre.",
  '7000215':
    'The client secret is invalid. It must be the secret\'s value, not its id (the value is shown only once, when it is made): make a new one and store its value with "npx m365-evidence connect".',
  '7000222':
    'The client secret has expired. Make a new one under Certificates & secrets of the app registration, and store its value with "npx m365-evidence connect".',
  '90002':
    'The tenant was not found. Check the tenant id, and that the connection names the right cloud (global, gcc-high, dod or china).',
  '53003':
    'A Conditional Access policy for workload identities blocks this app. Let an administrator exclude the app registration, or allow the addresses that it signs in from.',
  '700027':
    'The certificate is not registered with the app registration: add it there, or use a client secret.',
  '7000218': 'The secret holds no credential that Entra accepts: store a client secret.',
  '1002012': 'The scope does not fit this cloud. Check that the connection names the right cloud.',
  '500011':
    "Entra does not know Microsoft Graph under this name. Check the connection's cloud, and that the tenant is not disabled.",
};

const ANY_OTHER =
  "See Entra's own text above and look the code up at https://login.microsoftonline.com/error; the sign-in logs of the app (Service principal sign-ins) show the same correlation id.";

/** What Entra said, as MSAL reports it. */
export interface EntraRefusal {
  /** MSAL's text: it holds the description that Entra sent. */
  text: string;
  /** Entra's `error`, where no AADSTS code came. */
  error: string;
  correlationId: string | undefined;
}

/** The rejection of a sign-in, with its AADSTS code, its correlation id and a remedy. */
export function signInRejected(
  { text, error, correlationId }: EntraRefusal,
  tenantId: string,
): SignInRejected {
  const number = /AADSTS(\d+)/.exec(text)?.[1];
  const code = number ? `AADSTS${number}` : plainText(error, 64);
  const description = plainText(descriptionIn(text));
  const requestId = plainText(correlationId ?? '', 64) || undefined;
  return new SignInRejected(
    `Entra rejected the sign-in to tenant ${tenantId}: ${code}: ${description} (correlation id ${requestId ?? 'not sent'})`,
    { code, requestId, tenantId, remedy: (number && REMEDIES[number]) || ANY_OTHER },
  );
}

/** Entra's sentence without the code before it and the ids and times behind it. */
function descriptionIn(text: string): string {
  const [, description = text] = /AADSTS\d+:\s*([\s\S]*)/.exec(text) ?? [];
  return description.split(/\s*-?\s*(?:Trace ID:|Correlation ID:|Timestamp:)/)[0] ?? description;
}
