import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { evidenceCsv } from '../../lib/command/output/evidence-csv.ts';
import { progressLines } from '../../lib/command/output/progress-view.ts';
import { runsTable } from '../../lib/command/output/runs-table.ts';
import { syncInWords } from '../../lib/command/output/sync-in-words.ts';
import type { SandboxAnswer, SandboxRequest } from '../../lib/local/sandbox/answer.ts';
import type { Interference } from '../../lib/local/sandbox/server.ts';
import { readReport } from '../../lib/report/read-report.ts';
import { renderReport } from '../../lib/report/render-report.ts';
import { ENCODINGS } from '../support/encodings.ts';
import { syncSandbox } from '../support/local-sync.ts';
import { reported } from '../support/written-report.ts';

/** Plants a text in an answer. Undefined if this request is answered as usual. */
type Place = (text: string, request: SandboxRequest) => SandboxAnswer | undefined;

const page = (body: object, headers = {}): SandboxAnswer => ({
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

const GRAPH: Record<string, Place> = {
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

const ENTRA: Record<string, (text: string) => SandboxAnswer> = {
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

/** An encoding of each kind; the guard's own test has them all. */
const CHOSEN = [
  'as it is',
  'in JSON escapes, three times',
  'in HTML in a URL in JSON',
  'in base64 behind other bytes',
  'in hexadecimal with dashes',
];
/** Pieces of the shortest length that gives a credential away, repeated so that they fill every text. */
const ENCODED: Record<string, (credential: string, run: number) => string> = {
  ...Object.fromEntries(CHOSEN.map((name) => [name, ENCODINGS[name] as (text: string) => string])),
  'in pieces': (credential, run) => credential.slice(-run - 3, -3),
};

/** Two encodings for each place, so that each encoding is tried at several places. */
function casesOf<T>(places: Record<string, T>): [place: string, encoding: string, plant: T][] {
  const names = Object.keys(ENCODED);
  return Object.entries(places).flatMap(([place, plant], index) =>
    [index, index + 3].map((nth): [string, string, T] => [place, names[nth % names.length] ?? '', plant]),
  );
}

describe('Graph may repeat the token in', () => {
  test.each(casesOf(GRAPH))('%s %s, and it is nowhere', async (_, encoding, plant) => {
    const planted = new Set<string>();
    const { written } = await everythingOf((request) => {
      const token = request.headers.authorization?.replace('Bearer ', '');
      if (!token) return undefined;
      const text = ENCODED[encoding]?.(token, 24) ?? '';
      planted.add(text);
      return plant(text, request);
    });
    expectNowhere(planted, written);
  });
});

describe('Entra may repeat the secret in', () => {
  test.each(casesOf(ENTRA))('%s %s, and it is nowhere', async (_, encoding, plant) => {
    const planted = new Set<string>();
    const { written, run } = await everythingOf(({ method, body }) => {
      if (method !== 'POST') return undefined;
      const text = ENCODED[encoding]?.(new URLSearchParams(body).get('client_secret') ?? '', 12) ?? '';
      planted.add(text);
      return plant(text);
    });
    expect(run?.status).toBe('rejected');
    expectNowhere(planted, written);
  });
});

test('a page that repeats the token verbatim is hashed without it, and its provenance says so', async () => {
  const { evidence } = await everythingOf(({ url, headers }) =>
    url.pathname.endsWith('/alerts_v2')
      ? page({ value: [{ id: 'a', title: `You sent ${headers.authorization}`, status: 'new' }] })
      : undefined,
  );
  const redacted = evidence.filter(({ provenance }) => provenance.redacted);
  expect(redacted.map(({ collector }) => collector)).toEqual(['security-alerts']);
  expect(redacted[0]?.facts.sampleTitles).toEqual(['You sent Bearer [redacted]']);
});

/** Syncs the sandbox tenant, and writes all that a person or another program could read of this sync. */
async function everythingOf(interfere: Interference) {
  const sync = await syncSandbox('healthy', { interfere });
  const { result, run, evidence, events, history, announcements, measured, connection, reader, table } = sync;
  const { Items } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
  const stored = Items?.filter((item) => JSON.stringify(item).includes(`${connection}"`));
  const review = run && (await reader.review(run));
  const report = await readReport({
    reader,
    connections: [reported(connection)],
    now: Date.parse('2026-11-24T12:00:00Z'),
    source: 'a test',
  });
  const shown = [
    review ? syncInWords(review, undefined) : '',
    runsTable(run ? [run] : []),
    evidenceCsv(evidence),
    await renderReport(report),
  ];
  const progress = events.flatMap(progressLines);
  const data = { stored, result, run, evidence, events, history, announcements, measured, report, progress };
  return { written: JSON.stringify(data) + shown.join('\n'), run, evidence };
}

/** Wherever a text is cut, its first 40 characters would be kept. */
function expectNowhere(planted: ReadonlySet<string>, written: string): void {
  expect(planted.size).toBeGreaterThan(0);
  for (const text of planted) {
    const start = text.slice(0, 40);
    for (const found of [start, JSON.stringify(start).slice(1, -1), encodeURIComponent(start)])
      expect(written.includes(found)).toBe(false);
  }
}
