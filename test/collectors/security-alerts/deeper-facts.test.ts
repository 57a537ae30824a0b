import { expect, test } from '@jest/globals';
import { securityAlerts } from '../../../lib/collectors/security-alerts/collector.ts';
import { DAY, HOUR } from '../../../lib/domain/time.ts';
import { MemoryVault } from '../../support/memory-log.ts';
import { signedInSandbox } from '../../support/signed-in-sandbox.ts';

/** The time of the sandbox's clock. */
const NOW = Date.parse('2026-11-23T12:00:00Z');
const ago = (milliseconds: number) => new Date(NOW - milliseconds).toISOString().replace('Z', '0000Z');
const alert = (id: string | number, more: object = {}) => ({
  id: `a${id}`,
  title: `Title ${id}`,
  severity: 'high',
  status: 'new',
  createdDateTime: ago(HOUR),
  resolvedDateTime: null,
  serviceSource: 'microsoftDefenderForEndpoint',
  assignedTo: null,
  ...more,
});

async function read(alerts: readonly object[]) {
  const vault = new MemoryVault();
  const sandbox = await signedInSandbox({ data: { '/security/alerts_v2': alerts }, vault });
  const { observation } = await sandbox.read(securityAlerts);
  return { ...observation, vault };
}

const NO_ALERTS = { under7Days: 0, from7To30Days: 0, over30Days: 0, unknown: 0 };

test.each([
  ['under7Days', ago(0)],
  ['under7Days', ago(7 * DAY - 1)],
  ['from7To30Days', ago(7 * DAY)],
  ['from7To30Days', ago(30 * DAY)],
  ['over30Days', ago(30 * DAY + 1)],
  ['over30Days', '2000-01-01T00:00:00Z'],
  ['under7Days', ago(-HOUR)],
  ['unknown', ago(-DAY - 1)],
  ['unknown', null],
  ['unknown', ''],
  ['unknown', '0001-01-01T00:00:00Z'],
  ['unknown', 'yesterday'],
  ['unknown', {}],
])('counts an alert in %s if its date is %j', async (age, createdDateTime) => {
  const { ageBySeverity } = (await read([alert(1, { createdDateTime })])).facts;
  expect(ageBySeverity).toEqual({
    high: { ...NO_ALERTS, [age]: 1 },
    medium: NO_ALERTS,
    low: NO_ALERTS,
    informational: NO_ALERTS,
    unknown: NO_ALERTS,
  });
});

test('gives the age and the oldest date of each severity, without resolved alerts', async () => {
  const { facts } = await read([
    alert(1, { createdDateTime: ago(40 * DAY) }),
    alert(2, { createdDateTime: ago(9 * DAY) }),
    alert(3, { severity: 'low', createdDateTime: ago(8 * DAY) }),
    alert(4, { severity: 'critical', createdDateTime: ago(2 * DAY) }),
    alert(5, { severity: 'low', status: 'resolved', createdDateTime: ago(90 * DAY) }),
    alert(6, { severity: 'informational', createdDateTime: null }),
  ]);
  expect(facts.ageBySeverity).toMatchObject({
    high: { from7To30Days: 1, over30Days: 1 },
    low: { ...NO_ALERTS, from7To30Days: 1 },
    informational: { ...NO_ALERTS, unknown: 1 },
    unknown: { ...NO_ALERTS, under7Days: 1 },
  });
  expect(facts.oldestBySeverity).toEqual({
    high: '2026-10-14T12:00:00.000Z',
    medium: null,
    low: '2026-11-15T12:00:00.000Z',
    informational: null,
    unknown: '2026-11-21T12:00:00.000Z',
  });
  expect(facts.oldest).toBe('2026-10-14T12:00:00.000Z');
});

test('counts unassigned alerts, and keeps no address of a person', async () => {
  const { facts, provenance, vault } = await read([
    alert(1),
    alert(2, { assignedTo: '' }),
    alert(3, { assignedTo: ' \t' }),
    alert(4, { assignedTo: 'eva.sund@lindqvist.example' }),
    alert(5, { assignedTo: 'Łukasz "the \\ quoted"' }),
    alert(6, { assignedTo: null, status: 'resolved' }),
    alert(7, { assignedTo: 7 }),
    alert(8, { assignedTo: undefined }),
  ]);
  expect(facts).toMatchObject({ unresolved: 7, unassigned: 3, assignmentUnknown: 2 });
  const kept = `${JSON.stringify([facts, provenance])}${[...vault.values()].join('')}`;
  expect(provenance).toMatchObject({ answersKept: true, withheld: ['assignedTo'] });
  expect(kept).toContain('"assignedTo":"-"');
  expect(kept).not.toMatch(/eva|lindqvist|ukasz|quoted/);
});

test('does not know whether alerts are assigned if Graph does not give the field', async () => {
  const { facts } = await read([alert(1, { assignedTo: undefined }), alert(2, { assignedTo: undefined })]);
  expect(facts).toMatchObject({ unassigned: null, assignmentUnknown: 2 });
  expect((await read([])).facts).toMatchObject({ unassigned: 0, assignmentUnknown: 0 });
});

test('counts alerts by service, including members that Microsoft adds', async () => {
  const services = ['microsoftSentinel', 'newIn2030', 'newIn2030', null, 7, undefined, 'unknownFutureValue'];
  const odd = ['<b>bold</b>', '__proto__', ' ', '', 'x'.repeat(65), 'constructor'];
  const { byServiceSource } = (
    await read([...services, ...odd].map((serviceSource, index) => alert(index, { serviceSource })))
  ).facts;
  expect(byServiceSource).toEqual({
    unknown: 3,
    newIn2030: 2,
    constructor: 1,
    microsoftSentinel: 1,
    unknownFutureValue: 1,
    other: 5,
  });
});

test('names the 20 services with the most alerts, and counts the rest as other', async () => {
  const alerts = Array.from({ length: 150 }, (_, index) => alert(index, { serviceSource: `s${index}` }));
  const many = [alert('b', { serviceSource: 's90' }), alert('c', { serviceSource: 'other' })];
  const { byServiceSource } = (await read([...alerts, ...many])).facts as {
    byServiceSource: Record<string, number>;
  };
  expect(Object.keys(byServiceSource)).toHaveLength(21);
  expect(byServiceSource).toMatchObject({ s90: 2, other: 131 });
  expect(Object.values(byServiceSource).reduce((sum, count) => sum + count, 0)).toBe(152);
});

test.each([
  ['withinDay', DAY, 0],
  ['withinWeek', DAY + 1, 0],
  ['withinWeek', 7 * DAY, 0],
  ['within30Days', 7 * DAY + 1, 0],
  ['within30Days', 30 * DAY, 30 * DAY],
  ['longer', 30 * DAY + 1, 0],
  ['unknown', -1, 2 * DAY],
])(
  'counts an alert in %s if it was resolved %d milliseconds after its creation',
  async (speed, took, since) => {
    const { facts } = await read([
      alert(1, { status: 'resolved', createdDateTime: ago(since + took), resolvedDateTime: ago(since) }),
    ]);
    const none = { withinDay: 0, withinWeek: 0, within30Days: 0, longer: 0, unknown: 0 };
    expect(facts.resolvedLast30Days).toEqual({ ...none, count: 1, [speed]: 1 });
  },
);

test('counts resolved alerts of the last 30 days, and alerts without a date apart', async () => {
  const resolved = (resolvedDateTime: unknown, more = {}) => ({
    status: 'resolved',
    resolvedDateTime,
    createdDateTime: ago(60 * DAY),
    ...more,
  });
  const { facts, complete } = await read([
    alert(1, resolved(ago(30 * DAY))),
    alert(2, resolved(ago(30 * DAY + 1))),
    alert(3, resolved(ago(DAY), { createdDateTime: null })),
    alert(4, resolved(null)),
    alert(5, resolved('soon')),
    alert(6, resolved(ago(-2 * DAY))),
    alert(7, { resolvedDateTime: ago(DAY) }),
  ]);
  expect(facts).toMatchObject({ unresolved: 1, resolved: 6, resolvedWithoutDate: 3 });
  expect(facts.resolvedLast30Days).toEqual({
    count: 2,
    withinDay: 0,
    withinWeek: 0,
    within30Days: 1,
    longer: 0,
    unknown: 1,
  });
  expect(complete).toBe(true);
});

test('the number of resolved alerts of the last 30 days is null, not zero, if Graph gives no date', async () => {
  const { facts } = await read([alert(1, { status: 'resolved', resolvedDateTime: undefined })]);
  expect(facts).toMatchObject({ resolved: 1, resolvedLast30Days: null, resolvedWithoutDate: 1 });
  expect((await read([])).facts.resolvedLast30Days).toMatchObject({ count: 0, unknown: 0 });
});

test('gives the severity and date of each sample', async () => {
  const { facts } = await read([
    alert(1, { severity: 'low', createdDateTime: null }),
    alert(2, { severity: 'new one', title: null }),
    alert(3),
  ]);
  expect(facts.samples).toEqual([
    { title: 'Title 3', severity: 'high', created: '2026-11-23T11:00:00.000Z' },
    { title: 'Title 1', severity: 'low', created: null },
    { title: 'Untitled alert', severity: 'unknown', created: '2026-11-23T11:00:00.000Z' },
  ]);
  expect(facts.sampleTitles).toEqual(['Title 3', 'Title 1', 'Untitled alert']);
});

test('reads alerts in the usual and in another form to the same facts', async () => {
  const alerts = Array.from({ length: 60 }, (_, index) =>
    alert(index, {
      createdDateTime: ago((index + 1) * DAY),
      status: index % 2 ? 'resolved' : 'new',
      resolvedDateTime: index % 2 ? ago(index * HOUR) : null,
      assignedTo: index % 3 ? null : 'eva',
    }),
  );
  const usual = await read(alerts);
  // The schema reads an id with a slash.
  const other = await read(alerts.map((one) => ({ ...one, id: `/${one.id}` })));
  expect(other.facts).toEqual(usual.facts);
});
