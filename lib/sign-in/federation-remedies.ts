import type { PresentedAssertion } from './presented-assertion.ts';

type Part = 'issuer' | 'subject' | 'audience';

/**
 * AADSTS number to the parts of the federated credential that did not fit. Entra compares each letter and its case.
 * Sources: https://learn.microsoft.com/entra/identity-platform/reference-error-codes; for 7002138, Entra's own text in public
 * reports.
 */
const MISMATCHES: Readonly<Record<string, readonly Part[]>> = {
  '70021': ['issuer', 'subject', 'audience'],
  '700211': ['issuer'],
  '700212': ['audience'],
  '700213': ['subject'],
  '7002138': ['issuer', 'subject', 'audience'],
};

/** Returns whether a refusal may pass: a new federated credential takes minutes to work everywhere. */
export function mayBePropagating(code: string | undefined): boolean {
  return Object.hasOwn(MISMATCHES, code?.replace('AADSTS', '') ?? '');
}

/**
 * Returns what to do if Entra did not find a federated credential that fits, with the exact values that were sent, if they
 * are known; undefined for any other number.
 */
export function federationRemedy(
  number: string,
  presented: PresentedAssertion | undefined,
): string | undefined {
  const parts = MISMATCHES[number];
  if (!parts) return undefined;
  const place = 'Under Certificates & secrets > Federated credentials of the app registration,';
  const wait = 'A new federated credential takes some minutes to work.';
  if (!presented) return `${place} correct the ${parts.join(', ')}; letters and their case count. ${wait}`;
  const { iss, sub, aud } = presented;
  const sent = { issuer: iss, subject: sub, audience: aud };
  const values = parts.map((part) => `${part} ${sent[part]}`).join(', ');
  const all = parts.length > 1 ? '' : ` All that was sent: issuer ${iss}, subject ${sub}, audience ${aud}.`;
  return `${place} one credential must have exactly this: ${values}. Its letters and their case count.${all} ${wait}`;
}
