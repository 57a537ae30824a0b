import { expect, test } from '@jest/globals';
import { securityAlerts } from '../../lambdas/collectors/security-alerts.ts';
import { alertsOf } from '../../lib/local/sandbox/alerts.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

const PATH = '/v1.0/security/alerts_v2';
const alert = (id: string, more: object = {}) => ({
  id,
  title: id,
  severity: 'low',
  status: 'new',
  createdDateTime: '2026-11-20T08:00:00.7211305Z',
  ...more,
});

async function read(alerts: object[]) {
  const sandbox = await signedInSandbox({ tenant: { alerts } });
  return (await sandbox.read(securityAlerts)).observation;
}

test('counts every status but resolved, also those that this version does not know', async () => {
  const statuses = ['new', 'inProgress', 'unknown', 'unknownFutureValue', 'awaitingVendor', null, 'resolved'];
  const { facts } = await read(statuses.map((status, index) => alert(`a${index}`, { status })));
  expect(facts).toMatchObject({
    unresolved: 6,
    byStatus: { new: 1, inProgress: 1, unknown: 4 },
    resolved: 1,
  });
});

test('says of a tenant without any alert that Graph would answer so without Defender too', async () => {
  expect((await read([])).summary).toBe(
    'No security alert is unresolved. Graph answers the same where the tenant has no Microsoft Defender.',
  );
  expect((await read([alert('a', { status: 'resolved' })])).summary).toBe('No security alert is unresolved.');
});

test('says nothing of Defender where Graph counts alerts that it does not give, or gives only a part', async () => {
  for (const answer of [page([], { '@odata.count': 5 }), { ...page([]), status: 206 }]) {
    const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answer) });
    expect((await sandbox.read(securityAlerts)).observation.summary).not.toContain('Defender');
  }
});

test('counts a severity that it does not know as unknown, never as none', async () => {
  const severities = ['high', 'medium', 'low', 'informational', 'unknown', 'critical', undefined];
  const { facts } = await read(severities.map((severity, index) => alert(`a${index}`, { severity })));
  expect(facts.bySeverity).toEqual({ high: 1, medium: 1, low: 1, informational: 1, unknown: 3 });
});

test('counts an id once, although pages overlap', async () => {
  const more = { '@odata.nextLink': `https://graph.microsoft.com${PATH}?$skip=2` };
  const interfere = inTurn(PATH, page([alert('a'), alert('b')], more), page([alert('b'), alert('c')]));
  const sandbox = await signedInSandbox({ interfere });
  expect((await sandbox.read(securityAlerts)).observation.facts.unresolved).toBe(3);
});

test('names the oldest, and ten titles: highest severity first, then newest', async () => {
  const many = Array.from({ length: 12 }, (_, day) =>
    alert(`low ${day}`, { createdDateTime: `2026-11-${String(day + 1).padStart(2, '0')}T00:00:00Z` }),
  );
  const { facts } = await read([
    ...many,
    alert('medium', { severity: 'medium' }),
    alert('old and high', { severity: 'high', createdDateTime: '2026-01-05T00:00:00Z' }),
    alert('new and high', { severity: 'high' }),
  ]);
  expect(facts.oldest).toBe('2026-01-05T00:00:00.000Z');
  expect(facts.sampleTitles).toEqual([
    'new and high',
    'old and high',
    'medium',
    ...[11, 10, 9, 8, 7, 6, 5].map((day) => `low ${day}`),
  ]);
});

test('says that it is partial where Graph counts more alerts than its pages hold', async () => {
  const counted = page([alert('a')], { '@odata.count': 3 });
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, counted) });
  const { complete, missing } = (await sandbox.read(securityAlerts)).observation;
  expect({ complete, missing }).toEqual({
    complete: false,
    missing: ['Graph counted 3 alerts, but its pages held 1: 2 were not read'],
  });
});

test('does not take an alert that came twice for one that was not read', async () => {
  const twice = page([alert('a'), alert('a')], { '@odata.count': 2 });
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, twice) });
  expect((await sandbox.read(securityAlerts)).observation).toMatchObject({
    complete: true,
    facts: { unresolved: 1 },
  });
});

test('asks for 1000 a page, for unknown members, and never for the retired alerts', async () => {
  const headers: (string | undefined)[] = [];
  const sandbox = await signedInSandbox({
    tenant: { alerts: alertsOf(2_500, Date.parse('2026-11-23T12:00:00Z')) },
    interfere: (request) => {
      if (request.method === 'GET') headers.push(request.headers.prefer);
      return undefined;
    },
  });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation.provenance).toMatchObject({ pages: 3, items: 2_500, requests: 3 });
  expect(sandbox.graphRequests()[0]).toBe(`GET ${PATH}?$count=true&$top=1000`);
  expect(sandbox.graphRequests().every((request) => request.startsWith(`GET ${PATH}?`))).toBe(true);
  expect(new Set(headers)).toEqual(new Set(['include-unknown-enum-members']));
});

test('tells a tenant that has only SecurityEvents.Read.All exactly what to grant', async () => {
  const sandbox = await signedInSandbox({ variant: 'old-consent' });
  await expect(sandbox.read(securityAlerts)).rejects.toMatchObject({
    name: 'PermissionMissing',
    details: {
      remedy: expect.stringMatching(
        /application permission SecurityAlert\.Read\.All .*SecurityEvents\.Read\.All does not cover it/,
      ),
    },
  });
});

test('keeps titles as one line of bounded text', async () => {
  const { facts } = await read([alert('a', { title: `\u001b[31m\u202e<b>${'x'.repeat(300)}` })]);
  const [title = ''] = facts.sampleTitles as string[];
  expect([...title]).toHaveLength(256);
  expect(title).toMatch(/^\[31m<b>x+…$/);
});
