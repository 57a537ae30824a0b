import * as z from 'zod/mini';
import { plainText } from '../domain/plain-text.ts';

const Claim = z.pipe(
  z.string(),
  z.transform((text: string) => plainText(text)),
);

/** The claims that Entra compares with a federated credential. They are names, not secrets. */
const PresentedAssertion = z.object({ iss: Claim, sub: Claim, aud: Claim });
export type PresentedAssertion = z.infer<typeof PresentedAssertion>;

/** Returns the claims of an assertion; undefined if there is no assertion, or if it cannot be read. */
export function presentedIn(assertion: string | undefined): PresentedAssertion | undefined {
  try {
    const payload = Buffer.from(assertion?.split('.')[1] ?? '', 'base64url').toString('utf8');
    return PresentedAssertion.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}
