/** Ids of this product and of Microsoft, which look random but are no secrets: GUIDs, and times at the start of a run's id. */
const KNOWN_IDS =
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_?/gi;

/** Forms that only secrets have: a private key, a JSON Web Token, an AWS access key, a header or a field with a value. */
const SECRET_FORMS = [
  /-----BEGIN/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bBearer\s+\S{16,}/i,
  /(?<![a-z])(?:password|passwd|pwd|secret|api[-_ ]?key|token)\s*[:=]\s*\S{6,}/i,
  // The query of a signed address (Azure SAS, S3).
  /[?&](?:sig|X-Amz-Signature)=\S+/i,
];

/** A word as long as a client secret, which has 34 to 40 of these characters. */
const LONG_WORD = /[\w~.+/=-]{30,}/g;

/**
 * Returns whether a text probably holds a secret that a person pasted by mistake. Looks for known forms, and for a long word
 * with small letters, capitals and digits. An address of a page is judged by its query only, because its path has long words.
 * Source of the form of client secrets: https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret
 */
export function holdsLikelySecret(text: string): boolean {
  if (SECRET_FORMS.some((form) => form.test(text))) return true;
  const words = text.replaceAll(/https?:\/\/[^\s?]+/gi, '').replaceAll(KNOWN_IDS, '');
  return (words.match(LONG_WORD) ?? []).some(
    (word) => /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word),
  );
}
