import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { Facts } from '../../lambdas/domain/observation.ts';
import type { ReportRequest } from '../../lib/report/read-report.ts';
import { renderReport } from '../../lib/report/render-report.ts';
import { plausibleHistory, type Sync } from '../support/plausible-history.ts';
import { syncAt } from '../support/register-entries.ts';
import { EXPIRED, failing, rejected, skipping, UNAVAILABLE } from '../support/sync-outcomes.ts';
import { reported, reportOn } from '../support/written-report.ts';

const TODAY = '2026-11-23T06:00:00.000Z';
const pageOf = async (syncs: readonly Sync[], request?: Partial<ReportRequest>) =>
  renderReport(await reportOn(syncs, request));
/** What a person reads: text without markup, with the escapes undone. */
const textOf = (page: string) =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(
      /&(lt|gt|quot|amp|#39);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" })[name as string] ?? '',
    )
    .replace(/\s+/g, ' ');
const scoreAt = (at: string, connection: string, facts: Facts) =>
  syncAt(at, connection, { 'secure-score': facts });

describe('the file stands alone', () => {
  const page = plausibleHistory({ connection: 'alone', syncs: 3, last: TODAY }).then((syncs) =>
    pageOf(syncs),
  );

  test('its policy allows its one style sheet, and nothing else', async () => {
    const html = await page;
    const [, styles = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const [, policy = ''] = /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html) ?? [];
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash('sha256', styles, 'base64')}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style=/);
  });

  test('it has no script, and nothing that is loaded or leads away', async () => {
    const html = await page;
    expect(html).not.toMatch(
      /<(script|link|img|iframe|object|base|form)\b| on\w+=|javascript:|@import|url\(/i,
    );
    const targets = [...html.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, target = '']) => target);
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => `#${id}`));
    expect(targets.length).toBeGreaterThan(10);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  test('no id is given twice', async () => {
    const ids = [...(await page).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('it says which register, period and time it is of, and that its times are UTC', async () => {
    const text = textOf(await page);
    expect(text).toContain('Register a test');
    expect(text).toContain('Period 2026-11-21 06:00 UTC to 2026-11-23 12:00 UTC , from the first sync on');
    expect(text).toContain('Written 2026-11-23 12:00 UTC');
    expect(text).toContain('All times are UTC');
  });
});

test('it judges nothing', async () => {
  const text = textOf(await pageOf([scoreAt(TODAY, 'judged', { percentage: 10 })]));
  expect(text.replaceAll('Compliance with policies, rules and standards', '')).not.toMatch(
    /complian|finding|violat|\b(good|bad)\b/i,
  );
});

test('everything of every evidence item is on the page, or follows from what is', async () => {
  const syncs = await plausibleHistory({ connection: 'lossless', syncs: 12, last: TODAY });
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

test('what differs between the items of a group is told with each', async () => {
  const [older, newer] = [
    scoreAt('2026-11-22T06:00:00.000Z', 'versions', { percentage: 1 }),
    scoreAt(TODAY, 'versions', { percentage: 2 }),
  ];
  const evidence = newer.evidence.map((item) => ({
    ...item,
    provenance: { ...item.provenance, collectorVersion: '2' },
  }));
  const text = textOf(await pageOf([older, { ...newer, evidence }]));
  expect(text).toContain('percentage 2. Collector: secure-score, version 2');
  expect(text).toContain('percentage 1. Collector: secure-score, version 1');
});

describe('what was not read', () => {
  const syncs = (connection: string, last: (sync: Sync) => Sync) => [
    scoreAt('2026-11-22T06:00:00.000Z', connection, { percentage: 61.9 }),
    last(scoreAt(TODAY, connection, { percentage: 62.4 })),
  ];

  test('failed: the error and what to do, beside the last known figure as of then', async () => {
    const text = textOf(await pageOf(syncs('failed', (sync) => failing(sync, 'secure-score'))));
    expect(text).toContain(
      `Secure Score Failed The newest sync did not read it: GraphUnavailable (503) ${UNAVAILABLE.message} What to do: ${UNAVAILABLE.remedy}`,
    );
    expect(text).toContain('61.9 % Last known, as of 2026-11-22 06:00 UTC , 30 hours old');
    expect(text).toContain(`Request-id ${UNAVAILABLE.requestId}`);
  });

  test('skipped, and never read before: no figure at all', async () => {
    const text = textOf(await pageOf(syncs('skipped', (sync) => skipping(sync, 'secure-score')).slice(1)));
    expect(text).toContain(
      'Secure Score Skipped license-missing The tenant has no licence for it. What to do: The tenant needs Microsoft Entra ID P2. Not read',
    );
  });

  test('rejected: why, once for all', async () => {
    const text = textOf(await pageOf(syncs('rejected', rejected)));
    expect(text).toContain(
      `rejected at sign-in, so nothing was read. SignInRejected (AADSTS7000222) ${EXPIRED.message} What to do: ${EXPIRED.remedy}`,
    );
    expect(text.split('Sign-in rejected The newest sync did not read it').length).toBe(2);
  });

  test('a figure that the evidence does not hold is none', async () => {
    const page = await pageOf([scoreAt(TODAY, 'none', { percentage: null, stale: null })]);
    expect(textOf(page)).toContain('No figure Read 2026-11-23 06:00 UTC');
    expect(page).not.toContain('<strong>0</strong>');
  });
});

test('stale, partial and out of date at the source are each said', async () => {
  const { run, evidence } = scoreAt('2026-11-20T06:00:00.000Z', 'old', { percentage: 50, stale: true });
  const partial = evidence.map((item) => ({ ...item, complete: false, missing: ['half of it'] }));
  const text = textOf(await pageOf([{ run, evidence: partial }]));
  expect(text).toContain('Secure Score Stale');
  expect(text).toContain('Stale: older than 2 days.');
  expect(text).toContain('Microsoft’s own figure was out of date when it was read.');
  expect(text).toContain('Partial: half of it');
});

test('policies are told by their states, and report-only is never called enforced', async () => {
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

test('the client secret’s end and the permissions are told', async () => {
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
  expect(await told('2026-12-20')).toContain('ends on 2026-12-20, in 27 days');
  expect(await told('2026-11-23')).toContain('ends on 2026-11-23, today');
  expect(await told('2026-11-22')).toContain('ended on 2026-11-22, 1 day ago');
  expect(await told(null)).toContain('nobody told when it ends');
  expect(await told(null)).toContain('missing: Policy.Read.All; more than needed: User.Read.All');
});

test('gaps are named, by the rule that is said', async () => {
  const days = ['2026-11-15', '2026-11-17', '2026-11-21', '2026-11-22', '2026-11-23'];
  const text = textOf(await pageOf(days.map((day) => syncAt(`${day}T06:00:00.000Z`, 'gaps'))));
  expect(text).toContain('2026-11-16 (no sync); 2026-11-18 to 2026-11-20 (3 days: no sync)');
  expect(text).toContain('A day has evidence when some was collected on it.');
  const weekly = textOf(await pageOf([], { connections: [reported('gaps', { coversHours: 168 })] }));
  expect(weekly).toContain('no older than 168 hours');
});

const HOSTILE =
  '<img src=x onerror=alert(1)> </style><script>alert(1)</script> " \' & $& {{x}} \u202eA'.repeat(3);

test('every string of the register is text, wherever it stands', async () => {
  const { run, evidence } = syncAt(TODAY, 'hostile', {
    'security-alerts': { unresolved: 1, sampleTitles: [HOSTILE], [HOSTILE]: { [HOSTILE]: HOSTILE } },
    'conditional-access': { policies: [{ name: HOSTILE, state: HOSTILE }], list: [{ [HOSTILE]: HOSTILE }] },
  });
  const strings = {
    title: HOSTILE,
    summary: HOSTILE,
    missing: [HOSTILE],
    complete: false,
    tenantId: HOSTILE,
  };
  const items = evidence.map((item) => ({
    ...item,
    ...strings,
    requirements: [{ framework: HOSTILE, id: HOSTILE, title: HOSTILE }],
    provenance: { ...item.provenance, endpoint: HOSTILE, sha256: HOSTILE, collectorVersion: HOSTILE },
  }));
  const error = { name: HOSTILE, code: HOSTILE, message: HOSTILE, remedy: HOSTILE, requestId: HOSTILE };
  const outcomes = [
    ...run.outcomes.slice(1),
    { collector: 'secure-score', outcome: 'failed' as const, error },
  ];
  const page = await pageOf([{ run: { ...run, outcomes }, evidence: items }], { source: HOSTILE });
  expect(page).not.toMatch(/<img|<script|onerror=alert\(1\)>/);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page.split('&lt;img src=x onerror=alert(1)&gt;').length).toBeGreaterThan(20);
});

describe('every register makes a page', () => {
  test('no connection', async () => {
    expect(textOf(await pageOf([], { connections: [] }))).toContain('There is no connection to report on.');
  });
  test('no sync', async () => {
    const text = textOf(await pageOf([], { connections: [reported('unsynced')] }));
    expect(text).toContain('Never synced. npx m365-evidence sync unsynced');
    expect(text).toContain('No sync of unsynced in the period.');
    expect(text).toContain('there is no sync in it');
  });
  test('one sync', async () => {
    const text = textOf(await pageOf(await plausibleHistory({ connection: 'once', syncs: 1, last: TODAY })));
    expect(text.split('The first reading.').length).toBe(COLLECTORS.length + 1);
  });
  test('only rejected syncs', async () => {
    const page = await pageOf([rejected(syncAt(TODAY, 'only-rejected'))]);
    expect(textOf(page).split('Not read').length).toBe(COLLECTORS.length + 1);
    expect(textOf(page)).toContain('not known: no sync signed in');
    expect(page).not.toContain('<figure');
  });
  test('evidence whose run was not recorded', async () => {
    const [first, second] = [
      scoreAt('2026-11-22T06:00:00.000Z', 'lost', { percentage: 1 }),
      scoreAt(TODAY, 'lost', { percentage: 2 }),
    ];
    const named = { ...second.run, id: first.run.id, startedAt: first.run.startedAt };
    const text = textOf(
      await pageOf([
        { run: named, evidence: first.evidence },
        { run: named, evidence: second.evidence },
      ]),
    );
    expect(text).toContain(`${second.run.id} (not recorded)`);
  });
  test.each<[string, Facts]>([
    ['empty', {}],
    ['no numbers', { percentage: 'much', unresolved: [], bySeverity: 7, policies: 'none' }],
    [
      'deep',
      {
        a: { b: { c: [{ d: [] }, null, 3] } },
        list: [1, 'two', { three: 3 }, null],
        odd: { isEscaped: true },
      },
    ],
  ])('facts of unexpected form: %s', async (name, facts) => {
    const connection = `odd-${name.replace(' ', '-')}`;
    const every = Object.fromEntries(COLLECTORS.map(({ id }) => [id, facts]));
    const page = await pageOf([syncAt(TODAY, connection, every)]);
    expect(page.match(/No figure in the period/g)).toHaveLength(COLLECTORS.length);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });
});
