import { SignInRejected } from '../domain/errors.ts';
import { plainText } from '../domain/plain-text.ts';
import type { Remedy, SharedApp } from '../domain/remedy.ts';
import { federationRemedy } from './federation-remedies.ts';
import type { PresentedAssertion } from './presented-assertion.ts';
import { defaultSignInRemedy, SIGN_IN_REMEDIES } from './sign-in-remedies.ts';

/** Entra's refusal as reported by MSAL. */
interface EntraRefusal {
  /** MSAL's text, which contains Entra's description. */
  text: string;
  /** OAuth's `error`, used as the code if Entra gave no AADSTS number. */
  error: string;
  correlationId: string | undefined;
  /** The claims of the assertion that was sent; undefined if a client secret was. */
  presented?: PresentedAssertion | undefined;
}

/** Returns the AADSTS numbers in MSAL's text: from Entra's description, and from the list of codes that MSAL writes before it. */
export function aadstsNumbers(text: string): string[] {
  const found = text.matchAll(/AADSTS(\d+)|(?:^|: )Error\(s\): (\d+)/g);
  return [...found].map(([, name, list]) => name ?? list ?? '');
}

/** Returns the error for a rejected sign-in, with its AADSTS code, its correlation id and a remedy. */
export function signInRejected(
  { text, error, correlationId, presented }: EntraRefusal,
  tenantId: string,
  app?: SharedApp,
): SignInRejected {
  const numbers = aadstsNumbers(text);
  const number = numbers[0];
  const code = number ? `AADSTS${number}` : plainText(error, 64);
  const description = plainText(descriptionIn(text));
  const requestId = plainText(correlationId ?? '', 64) || undefined;
  return new SignInRejected(
    `Entra rejected the sign-in to tenant ${tenantId}: ${code}: ${description} (correlation id ${requestId ?? 'not sent'})`,
    { code, requestId, tenantId, app, remedy: remedyFor(numbers, presented) },
  );
}

/** Returns what to do about the first number that has a remedy, because Entra may wrap one refusal in another. */
function remedyFor(numbers: readonly string[], presented: PresentedAssertion | undefined): Remedy {
  const known = numbers.map(
    (number) => federationRemedy(number, presented) ?? new Map(Object.entries(SIGN_IN_REMEDIES)).get(number),
  );
  return known.find((remedy) => remedy !== undefined) ?? defaultSignInRemedy(numbers[0]);
}

/** Returns Entra's sentence without the code before it, and without the ids and times after it. */
export function descriptionIn(text: string): string {
  const [, description = text] = /AADSTS\d+:\s*([\s\S]*)/.exec(text) ?? [];
  return description.split(/\s*-?\s*(?:Trace ID:|Correlation ID:|Timestamp:)/)[0] ?? description;
}
