import { expect, test } from '@jest/globals';
import { securityAlerts } from '../../../lib/collectors/security-alerts/collector.ts';
import { alertsOf } from '../../../lib/collectors/security-alerts/sandbox-alerts.ts';
import { inTurn, page } from '../../support/collector-scenes.ts';
import { signedInSandbox } from '../../support/signed-in-sandbox.ts';

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
  const sandbox = await signedInSandbox({ data: { '/security/alerts_v2': alerts } });
  return (await sandbox.read(securityAlerts)).observation;
}

test('counts every status except resolved, including unknown ones', async () => {
  const statuses = ['new', 'inProgress', 'unknown', 'unknownFutureValue', 'awaitingVendor', null, 'resolved'];
  const { facts } = await read(statuses.map((status, index) => alert(`a${index}`, { status })));
  expect(facts).toMatchObject({
    unresolved: 6,
    byStatus: { new: 1, inProgress: 1, unknown: 4 },
    resolved: 1,
  });
});

test('adds the caveat that an empty result can also mean that the tenant has no Defender', async () => {
  const { complete, caveats } = await read([]);
  expect({ complete, caveats }).toEqual({
    complete: true,
    caveats: ['Graph answers the same if the tenant has no Microsoft Defender'],
  });
  expect((await read([alert('a', { status: 'resolved' })])).caveats).toEqual([]);
});

test('does not mention Defender if Graph counts more alerts than it returns, or answers partially', async () => {
  for (const answer of [page([], { '@odata.count': 5 }), { ...page([]), status: 206 }]) {
    const sandbox = await signedInSandbox({ interfere: inTurn(PATH, answer) });
    expect((await sandbox.read(securityAlerts)).observation.caveats).toEqual([]);
  }
});

test('counts an alert with an unknown severity as unknown', async () => {
  const severities = ['high', 'medium', 'low', 'informational', 'unknown', 'critical', undefined];
  const { facts } = await read(severities.map((severity, index) => alert(`a${index}`, { severity })));
  expect(facts.bySeverity).toEqual({ high: 1, medium: 1, low: 1, informational: 1, unknown: 3 });
});

test('counts an id once if pages overlap', async () => {
  const more = { '@odata.nextLink': `https://graph.microsoft.com${PATH}?$skip=2` };
  const interfere = inTurn(PATH, page([alert('a'), alert('b')], more), page([alert('b'), alert('c')]));
  const sandbox = await signedInSandbox({ interfere });
  expect((await sandbox.read(securityAlerts)).observation.facts.unresolved).toBe(3);
});

test('returns the oldest date, and ten titles: highest severity first, then newest', async () => {
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

test('is partial if Graph counts more alerts than its pages hold', async () => {
  const counted = page([alert('a')], { '@odata.count': 3 });
  const sandbox = await signedInSandbox({ interfere: inTurn(PATH, counted) });
  const { complete, missing } = (await sandbox.read(securityAlerts)).observation;
  expect({ complete, missing }).toEqual({
    complete: false,
    missing: ['Graph counted 3 alerts, but its pages held 1: 2 were not read'],
  });
});

test('asks for 1000 alerts per page and for unknown enum members, and never for the retired alerts', async () => {
  const headers: (string | undefined)[] = [];
  const sandbox = await signedInSandbox({
    data: { '/security/alerts_v2': alertsOf(2_500, Date.parse('2026-11-23T12:00:00Z')) },
    interfere: (request) => {
      if (request.method === 'GET') headers.push(request.headers.prefer);
      return undefined;
    },
  });
  const { observation } = await sandbox.read(securityAlerts);
  expect(observation.provenance).toMatchObject({ pages: 3, items: 2_500, requests: 3 });
  expect(sandbox.graphRequests()[0]).toBe(
    `GET ${PATH}?$count=true&$top=1000&$select=id%2Ctitle%2Cseverity%2Cstatus%2CcreatedDateTime%2CresolvedDateTime%2CserviceSource%2CassignedTo`,
  );
  expect(sandbox.graphRequests().every((request) => request.startsWith(`GET ${PATH}?`))).toBe(true);
  expect(new Set(headers)).toEqual(new Set(['include-unknown-enum-members']));
});

test('names the permission to grant if the token has only SecurityEvents.Read.All', async () => {
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

test('shortens titles to one line of 256 characters', async () => {
  const { facts } = await read([alert('a', { title: `\u001b[31m\u202e<b>${'x'.repeat(300)}` })]);
  const [title = ''] = facts.sampleTitles as string[];
  expect([...title]).toHaveLength(256);
  expect(title).toMatch(/^\[31m<b>x+…$/);
});

test.each([
  ['2026-11-20T10:00Z', '2026-11-20T10:00:00.000Z'],
  ['', null],
  ['0001-01-01T00:00:00Z', null],
  ['9999-12-31T23:59:59Z', null],
  ['soon', null],
  [20261120, null],
])('reads the date %j of the oldest alert as %j', async (createdDateTime, oldest) => {
  const { facts, complete } = await read([alert('a', { createdDateTime })]);
  expect({ oldest: facts.oldest, complete }).toEqual({ oldest, complete: true });
});

test('does not list an alert first because its date is in the future', async () => {
  const { facts } = await read([alert('real'), alert('future', { createdDateTime: '2027-11-20T10:00:00Z' })]);
  expect(facts.sampleTitles).toEqual(['real', 'future']);
});

test.each([
  ['null', null],
  ['blank', ' \t'],
  ['invisible', '\u3164\u115f\u2800\u034f'],
  ['a number', 7],
])('calls an alert untitled if its title is %s', async (_, title) => {
  const { facts, complete } = await read([alert('a', { title })]);
  expect({ titles: facts.sampleTitles, complete }).toEqual({ titles: ['Untitled alert'], complete: true });
});

test('shows a title as the portal does, in any script', async () => {
  const title = 'ورود مشکوک کتاب\u200cها \u{1F468}\u200d\u{1F469}\u200d\u{1F467} ශ්\u200dරී 葛\u{E0100}';
  expect((await read([alert('a', { title })])).facts.sampleTitles).toEqual([title]);
});

test('keeps a title of megabytes, and one of invisible characters, as it keeps any other', async () => {
  const titles = ['Malware '.repeat(300_000), '\u200b'.repeat(5_000), `${'\u200b'.repeat(5_000)}Late`];
  const { sampleTitles } = (await read(titles.map((title, index) => alert(`a${index}`, { title })))).facts;
  expect(sampleTitles).toEqual([expect.stringMatching(/^Malware .{240,}…$/), 'Untitled alert', 'Late']);
});
