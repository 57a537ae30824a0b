import type { SandboxAnswer, SandboxRequest } from '../../lib/sandbox/answer.ts';

/** Puts a text into an answer; undefined if this request is answered as usual. */
type Place = (text: string, request: SandboxRequest) => SandboxAnswer | undefined;

export const page = (body: object, headers = {}): SandboxAnswer => ({
  status: 200,
  headers,
  body: { value: [], ...body },
});
const error = (status: number, body: object, headers = {}): SandboxAnswer => ({
  status,
  headers,
  body: { error: body },
});
/** Node refuses to send control characters in a header. */
const inHeader = (text: string) => text.replaceAll(/[^\x21-\x7e]/g, '');

/** Places in Graph's answers. */
export const GRAPH: Record<string, Place> = {
  'titles and types of objects': (text, { url }) =>
    url.pathname.endsWith('/alerts_v2')
      ? page({ value: [{ id: 'a', title: text, status: text, severity: text, createdDateTime: text }] })
      : page({ value: [{ id: 'p', displayName: text, state: 'enabled', [text]: text }] }),
  'names in a Secure Score': (text, { url }) =>
    url.pathname.endsWith('/secureScores')
      ? page({
          value: [
            {
              createdDateTime: '2026-11-23T00:00:00Z',
              currentScore: 1,
              maxScore: 2,
              averageComparativeScores: [{ basis: text, averageScore: 1 }],
              controlScores: [
                { controlName: text, controlCategory: text, implementationStatus: text, score: 1 },
              ],
            },
          ],
        })
      : undefined,
  'counts and links': (text, { url }) =>
    url.searchParams.has('again')
      ? page({ '@odata.count': text })
      : page({ '@odata.nextLink': `${url.href}&again=${encodeURIComponent(text)}`, '@odata.context': text }),
  'links to a path': (text, { url }) =>
    url.pathname.endsWith('s') || url.pathname.endsWith('v2')
      ? page({ '@odata.nextLink': `${url.origin}/v1.0/${encodeURIComponent(text)}/x` })
      : page({}),
  'links to another place': (text) => page({ '@odata.nextLink': `https://example.com/${text}` }),
  'codes and messages of errors': (text) =>
    error(403, { code: text, message: text, innerError: { code: text, 'request-id': text } }),
  'names of properties': (text) =>
    error(400, { [text]: text, code: 'BadRequest', message: { [text]: text } }),
  'errors that are no JSON': (text) => ({ status: 502, body: `<html>${text}</html>` }),
  'headers of errors': (text) =>
    error(
      401,
      { code: 'InvalidAuthenticationToken', message: 'Refused.' },
      {
        'request-id': inHeader(text),
        date: inHeader(text),
        'www-authenticate': `Bearer error="${inHeader(text)}"`,
      },
    ),
  'headers of partial answers': (text) => ({
    status: 206,
    headers: Object.fromEntries(
      ['request-id', 'warning', 'date', 'location', 'retry-after', 'x-ms-ags-diagnostic'].map((name) => [
        name,
        inHeader(text),
      ]),
    ),
    body: { value: [] },
  }),
};

/** Places in Entra's answers to a sign-in. */
export const ENTRA: Record<string, (text: string) => SandboxAnswer> = {
  'every field of a refusal': (text) => ({
    status: 401,
    headers: { 'x-ms-request-id': inHeader(text), warning: inHeader(text) },
    body: {
      error: text,
      error_description: `AADSTS7000215: ${text} Trace ID: ${text} Correlation ID: ${text}`,
      error_codes: [7000215, text],
      error_uri: `https://login.microsoftonline.com/error?code=${text}`,
      trace_id: text,
      correlation_id: text,
      timestamp: text,
      suberror: text,
      claims: text,
      [text]: text,
    },
  }),
  'a refusal without a code': (text) => ({ status: 400, body: { error: text, error_description: text } }),
  'a fault that is no JSON': (text) => ({ status: 503, body: text }),
  'half of a JSON text': (text) => ({ status: 200, body: `{"access_token":"${text}` }),
  'an answer without a token': (text) => ({
    status: 200,
    body: { token_type: text, expires_in: text, access_token: 7 },
  }),
};
