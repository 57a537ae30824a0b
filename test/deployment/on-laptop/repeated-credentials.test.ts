import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { progressLines } from '../../../lib/command/output/progress-view.ts';
import { runsTable } from '../../../lib/command/output/runs-table.ts';
import { syncText } from '../../../lib/command/output/sync-text.ts';
import { evidenceCsv } from '../../../lib/export/evidence-csv.ts';
import { readReport } from '../../../lib/export/html/read-report.ts';
import { renderReport } from '../../../lib/export/html/render-report.ts';
import type { Interference } from '../../../lib/sandbox/server.ts';
import { ENCODINGS } from '../../support/encodings.ts';
import { syncSandbox } from '../../support/local-sync.ts';
import { ENTRA, GRAPH, page } from '../../support/repeating-services.ts';
import { reported } from '../../support/written-report.ts';

/** One encoding of each kind; the guard's own test has all of them. */
const CHOSEN = [
  'unchanged',
  'in JSON escapes, three times',
  'in HTML in a URL in JSON',
  'in base64 behind other bytes',
  'in hexadecimal with dashes',
];
/** Pieces of the shortest length that reveals a credential, repeated to fill every text. */
const ENCODED: Record<string, (credential: string, run: number) => string> = {
  ...Object.fromEntries(CHOSEN.map((name) => [name, ENCODINGS[name] as (text: string) => string])),
  'in pieces': (credential, run) => credential.slice(-run - 3, -3),
};

/** Returns two encodings for each place, so that each encoding is tried in several places. */
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

test('hashes a page that repeats the token without the token, and records this in its provenance', async () => {
  const { evidence } = await everythingOf(({ url, headers }) =>
    url.pathname.endsWith('/alerts_v2')
      ? page({ value: [{ id: 'a', title: `You sent ${headers.authorization}`, status: 'new' }] })
      : undefined,
  );
  const redacted = evidence.filter(({ provenance }) => provenance.redacted);
  expect(redacted.map(({ collector }) => collector)).toEqual(['security-alerts']);
  expect(redacted[0]?.facts.sampleTitles).toEqual(['You sent Bearer [redacted]']);
});

/** Syncs the sandbox tenant, and returns all text of it that a person or a program could read. */
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
    review ? syncText(review, { folder: undefined, checkpoint: null }) : '',
    runsTable(run ? [run] : []),
    evidenceCsv(evidence),
    await renderReport(report),
  ];
  const progress = events.flatMap(progressLines);
  const data = { stored, result, run, evidence, events, history, announcements, measured, report, progress };
  return { written: JSON.stringify(data) + shown.join('\n'), run, evidence };
}

/** A truncated text keeps at least its first 40 characters. */
function expectNowhere(planted: ReadonlySet<string>, written: string): void {
  expect(planted.size).toBeGreaterThan(0);
  for (const text of planted) {
    const start = text.slice(0, 40);
    for (const found of [start, JSON.stringify(start).slice(1, -1), encodeURIComponent(start)])
      expect(written.includes(found)).toBe(false);
  }
}
