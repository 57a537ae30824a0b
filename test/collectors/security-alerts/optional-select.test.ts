import { expect, test } from '@jest/globals';
import { securityAlerts } from '../../../lib/collectors/security-alerts/collector.ts';
import { alertsOf } from '../../../lib/collectors/security-alerts/sandbox-alerts.ts';
import { graphRefusal, type SandboxAnswer, type SandboxRequest } from '../../../lib/sandbox/answer.ts';
import { collectionPage } from '../../../lib/sandbox/collection.ts';
import { GRAPH_SOURCES } from '../../../lib/sandbox/sources.ts';
import { rejection, signedInSandbox } from '../../support/signed-in-sandbox.ts';

const ALERTS = alertsOf(2_500, Date.parse('2026-11-23T12:00:00Z'), 100);
const SOURCE = GRAPH_SOURCES.find(({ path }) => path === '/security/alerts_v2');
const REFUSED = graphRefusal(400, 'BadRequest', "Query option 'Select' is not allowed.");
const selects = ({ url }: SandboxRequest) => url.searchParams.has('$select');

/** Answers as if the request had no $select. */
function ignored({ url }: SandboxRequest): SandboxAnswer | undefined {
  if (!url.pathname.endsWith('/alerts_v2') || !SOURCE) return undefined;
  const without = new URL(url);
  without.searchParams.delete('$select');
  return collectionPage(without, ALERTS, SOURCE);
}

const refused = (request: SandboxRequest) => (selects(request) ? REFUSED : undefined);
/** Refuses from the second page on, after the first page was processed. */
const refusedLater = (request: SandboxRequest, nth: number) => (nth > 1 ? refused(request) : undefined);

async function read(interfere?: (request: SandboxRequest, nth: number) => SandboxAnswer | undefined) {
  const sandbox = await signedInSandbox({
    data: { '/security/alerts_v2': ALERTS },
    ...(interfere && { interfere }),
  });
  return { ...sandbox, ...(await sandbox.read(securityAlerts)).observation };
}

test.each([
  ['ignores', ignored, 3, true],
  ['refuses', refused, 4, false],
  ['refuses, after a first page,', refusedLater, 5, false],
])('the evidence is the same if Graph honours or %s $select', async (_, interfere, requests, kept) => {
  const honoured = await read();
  const other = await read(interfere);
  const { facts, summary, complete, missing, provenance } = other;
  expect({ facts, summary, complete, missing }).toEqual({
    facts: honoured.facts,
    summary: honoured.summary,
    complete: true,
    missing: [],
  });
  expect(provenance.requests).toBe(requests);
  expect(provenance.endpoint.includes('$select')).toBe(kept);
  if (!kept) expect(provenance.answers.at(-1)?.query).not.toContain('select');
});

test('asks only for the fields that are used', async () => {
  const { graphRequests, provenance } = await read();
  expect(graphRequests()[0]).toMatch(
    /&\$select=id%2Ctitle%2Cseverity%2Cstatus%2CcreatedDateTime%2CresolvedDateTime%2CserviceSource%2CassignedTo$/,
  );
  expect(provenance.endpoint).toContain('$select=id%2Ctitle');
});

test('fails after a second 400, and reports why the collection started over', async () => {
  const sandbox = await signedInSandbox({
    interfere: ({ url }) => (url.pathname.endsWith('/alerts_v2') ? REFUSED : undefined),
  });
  expect((await rejection(sandbox.read(securityAlerts))).name).toBe('GraphRefused');
  expect(sandbox.graphRequests()).toHaveLength(2);
  expect(sandbox.progress).toEqual([
    { kind: 'retry', why: 'Graph answered 400, so $select is left out', waitMs: 0 },
  ]);
});

test('counts alerts in an unusual form like alerts in the usual form', async () => {
  const usual = {
    id: 'a-1',
    title: 'T',
    severity: 'high',
    status: 'new',
    createdDateTime: '2026-11-20T10:00:00.0000000Z',
  };
  const unusual = [
    { ...usual, id: 'a/2' },
    { ...usual, id: 'a-3', createdDateTime: '2026-11-20T10:00Z' },
    { ...usual, id: 'a-4', title: null },
    { ...usual, id: 'a-5', status: 7 },
    { ...usual, id: 'a-6', severity: undefined },
  ];
  const { facts, missing } = await read(({ url }) =>
    url.pathname.endsWith('/alerts_v2')
      ? { status: 200, body: { value: [usual, ...unusual, { id: ' ' }] } }
      : undefined,
  );
  expect(facts).toMatchObject({
    unresolved: 6,
    bySeverity: { high: 5, unknown: 1 },
    byStatus: { new: 5, unknown: 1 },
    oldest: '2026-11-20T10:00:00.000Z',
  });
  expect(missing).toEqual([expect.stringMatching(/^1 of 7 alerts could not be read/)]);
});
