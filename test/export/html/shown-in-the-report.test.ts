import { describe, expect, test } from '@jest/globals';
import { syncAt } from '../../support/register-entries.ts';
import { pageOf, scoreAt, TODAY, textOf } from '../../support/rendered-page.ts';
import { type Sync, sandboxSyncs } from '../../support/sandbox-syncs.ts';
import { EXPIRED, failing, rejected, skipping, UNAVAILABLE, without } from '../../support/sync-outcomes.ts';
import { reported } from '../../support/written-report.ts';

test('the report has every value of every evidence item, or it follows from others', async () => {
  const syncs = await sandboxSyncs({ connection: 'lossless', syncs: 12, last: TODAY });
  const text = textOf(await pageOf(syncs));
  for (const { run, evidence } of syncs) {
    expect(text).toContain(run.id);
    for (const { summary, collectedAt, tenantId, provenance, requirements } of evidence) {
      expect(text).toContain(collectedAt.replace('T', ' ').replace('Z', ''));
      expect(text).toContain(summary);
      expect(text).toContain(`Tenant ${tenantId}`);
      expect(text).toContain(`Endpoint ${provenance.endpoint}`);
      expect(text).toContain(`Collector ${provenance.collector}, version ${provenance.collectorVersion}`);
      for (const { id, title } of requirements) expect(text).toContain(`${id} ${title}`);
      for (const { requestId, sha256, status, items } of provenance.answers)
        expect(text).toMatch(new RegExp(`${requestId} [\\d:]+ · ${status} · ${items} objects? ${sha256}`));
    }
  }
});

test('values that differ between the items of a group are shown with each item', async () => {
  const [older, newer] = [
    scoreAt('2026-11-22T06:00:00.000Z', 'versions', { percentage: 1 }),
    scoreAt(TODAY, 'versions', { percentage: 2 }),
  ];
  const read = (sync: Sync, collectorVersion: string) => ({
    ...sync,
    evidence: sync.evidence.map((item) => ({
      ...item,
      provenance: { ...item.provenance, collectorVersion },
    })),
  });
  const text = textOf(await pageOf([read(older, '1'), read(newer, '2')]));
  expect(text).toContain('percentage 2. Collector: secure-score, version 2');
  expect(text).toContain('percentage 1. Collector: secure-score, version 1');
});

test('caveats are in the tile and with the items, only once if all items have the same', async () => {
  const limited = (sync: Sync, caveats: string[]) => ({
    ...sync,
    evidence: sync.evidence.map((item) => ({ ...item, caveats })),
  });
  const older = (name: string) => scoreAt('2026-11-22T06:00:00.000Z', name, { percentage: 1 });
  const newer = (name: string) => scoreAt(TODAY, name, { percentage: 2 });
  const twice = [older('same'), newer('same')].map((sync) => limited(sync, ['One limit']));
  const same = textOf(await pageOf(twice));
  expect(same).toContain('Note: One limit.');
  expect(same).toContain('Caveats One limit');
  const one = textOf(await pageOf([older('one'), limited(newer('one'), ['One limit', 'another'])]));
  expect(one).toContain('percentage 2. Caveats: One limit; another');
  expect(one).not.toContain('percentage 1. Caveats');
});

describe('a collector that was not read', () => {
  const syncs = (connection: string, last: (sync: Sync) => Sync) => [
    scoreAt('2026-11-22T06:00:00.000Z', connection, { percentage: 61.9 }),
    last(scoreAt(TODAY, connection, { percentage: 62.4 })),
  ];

  test('failed: shows the error, the remedy and the last known figure with its date', async () => {
    const text = textOf(await pageOf(syncs('failed', (sync) => failing(sync, 'secure-score'))));
    expect(text).toContain(
      `Secure Score Failed The newest sync did not read it: GraphUnavailable (503) ${UNAVAILABLE.message} What to do: ${UNAVAILABLE.remedy}`,
    );
    expect(text).toContain('61.9 % Last known, as of 2026-11-22 06:00 UTC , 30 hours old');
    expect(text).toContain(`Request-id ${UNAVAILABLE.requestId}`);
  });

  test('skipped, and never read before: shows no figure', async () => {
    const text = textOf(await pageOf(syncs('skipped', (sync) => skipping(sync, 'secure-score')).slice(1)));
    expect(text).toContain(
      'Secure Score Skipped license-missing The tenant has no licence for it. What to do: The tenant needs Microsoft Entra ID P2. Not read',
    );
  });

  test('skipped or failed: shows Graph’s own message in the tile and in both lists of syncs', async () => {
    const graph = { status: 403, code: 'Forbidden', message: 'Not <b>licensed</b>.', requestId: 'r-1' };
    const skip = { outcome: 'skipped', reason: 'license-missing', remedy: 'Buy it.', graph } as const;
    const error = { name: 'GraphRefused', message: 'Graph refused.', remedy: 'Ask.' };
    const said = "Graph's own words: 403 Forbidden: Not <b>licensed</b>. (request-id r-1).";
    for (const outcome of [skip, { outcome: 'failed', error, graph } as const]) {
      const last = (sync: Sync) => without(sync, 'secure-score', outcome);
      const text = textOf(await pageOf(syncs(`words-${outcome.outcome}`, last)));
      expect(text.split(said)).toHaveLength(4);
    }
  });

  test('failed with Graph’s own message in the error: shows it once', async () => {
    const graph = { status: 403, code: 'Forbidden', message: 'No.', requestId: 'r-1' };
    const error = { name: 'X', message: 'Graph answered 403: No. (request-id r-1)', remedy: 'Ask.' };
    const last = (sync: Sync) => without(sync, 'secure-score', { outcome: 'failed', error, graph });
    expect(textOf(await pageOf(syncs('once', last))).split("Graph's own words")).toHaveLength(2);
  });

  test('rejected: shows the reason once for all collectors', async () => {
    const text = textOf(await pageOf(syncs('rejected', rejected)));
    expect(text).toContain(
      `could not sign in, so nothing was read. SignInRejected (AADSTS7000222) ${EXPIRED.message} What to do: ${EXPIRED.remedy}`,
    );
    expect(text.split('Sign-in rejected The newest sync did not read it').length).toBe(2);
  });

  test('evidence without the figure shows "No figure"', async () => {
    const page = await pageOf([scoreAt(TODAY, 'none', { percentage: null, stale: null })]);
    expect(textOf(page)).toContain('No figure Read 2026-11-23 06:00 UTC');
    expect(page).not.toContain('<strong>0</strong>');
  });
});

test('shows that evidence is stale, partial, or out of date at the source', async () => {
  const { run, evidence } = scoreAt('2026-11-20T06:00:00.000Z', 'old', { percentage: 50, stale: true });
  const partial = evidence.map((item) => ({ ...item, complete: false, missing: ['half of it'] }));
  const text = textOf(await pageOf([{ run, evidence: partial }]));
  expect(text).toContain('Secure Score Stale');
  expect(text).toContain('Stale: older than 2 days.');
  expect(text).toContain('Microsoft’s own figure was out of date when it was read.');
  expect(text).toContain('Partial: half of it');
});

test('policies are listed by state, and report-only is never called enforced', async () => {
  const facts = {
    enabled: 0,
    reportOnly: 1,
    disabled: 1,
    policies: [
      { name: 'One', state: 'reportOnly' },
      { name: 'Two', state: 'disabled' },
      { name: 'Three', state: 'novel' },
    ],
    policiesOmitted: 4,
    securityDefaults: true,
  };
  const text = textOf(await pageOf([syncAt(TODAY, 'policies', { 'conditional-access': facts })]));
  expect(text).toContain(
    'Enabled: 0 none Report-only (enforces nothing): 1 One Disabled: 1 Two In the state “novel”: 1 Three',
  );
  expect(text).toContain('policies that it leaves out: 4');
  expect(text).toContain('Security defaults protect the tenant instead');
});

test('shows the client secret’s expiry date and the permissions', async () => {
  const { run } = syncAt(TODAY, 'secret');
  const permissions = { granted: [], missing: ['Policy.Read.All'], excessive: ['User.Read.All'] };
  const told = async (clientSecretExpires: string | null) =>
    textOf(
      await pageOf([
        {
          run: { ...run, connection: `secret-${clientSecretExpires}`, permissions, clientSecretExpires },
          evidence: [],
        },
      ]),
    );
  expect(await told('2026-12-20')).toContain('Urgent: expires on 2026-12-20, in 27 days');
  expect(await told('2027-01-22')).toContain('Urgent: expires on 2027-01-22, in 60 days');
  expect(await told('2027-01-23')).toContain('Client secret expires on 2027-01-23, in 61 days');
  expect(await told('2026-11-23')).toContain('Urgent: expires on 2026-11-23, today');
  expect(await told('2026-11-22')).toContain('Urgent: expired on 2026-11-22, 1 day ago');
  expect(await told(null)).toContain('expiry date not recorded');
  expect(await told(null)).toContain('missing: Policy.Read.All; more than needed: User.Read.All');
});

test.each([
  ['certificate', '2026-12-20', 'Certificate Urgent: expires on 2026-12-20, in 27 days'],
  ['federated', null, 'Credential no expiry date: federated'],
] as const)('names a credential of the kind %s, and when it expires', async (credential, expires, text) => {
  const { run } = syncAt(TODAY, credential);
  const page = await pageOf([{ run: { ...run, credential, clientSecretExpires: expires }, evidence: [] }]);
  expect(textOf(page)).toContain(text);
  expect(textOf(page)).not.toContain('Client secret');
});

test('lists gaps and the rule for them', async () => {
  const days = ['2026-11-15', '2026-11-17', '2026-11-21', '2026-11-22', '2026-11-23'];
  const text = textOf(await pageOf(days.map((day) => syncAt(`${day}T06:00:00.000Z`, 'gaps'))));
  expect(text).toContain('2026-11-16 (no sync); 2026-11-18 to 2026-11-20 (3 days: no sync)');
  expect(text).toContain('A day has evidence if some was read on it, whenever its sync started.');
  const weekly = textOf(await pageOf([], { connections: [reported('gaps', { coversHours: 168 })] }));
  expect(weekly).toContain('at most 168 hours old');
});
