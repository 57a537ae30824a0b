import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../../lib/domain/observation.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { renderReport } from '../../../lib/export/html/render-report.ts';
import { CALM, factsWith } from '../../support/attention-subject.ts';
import { syncAt } from '../../support/register-entries.ts';
import { pageOf, scoreAt, TODAY, textOf } from '../../support/rendered-page.ts';
import { reportOn } from '../../support/written-report.ts';

const DAY_BEFORE = '2026-11-22T06:00:00.000Z';
const HOSTILE = '"><script>alert(1)</script>';

test('a connection without any evidence never reads as if nothing needed attention', async () => {
  const text = textOf(await pageOf([scoreAt(TODAY, 'little', { percentage: 62.4 })]));
  expect(text).toMatch(/\d+ questions could not be judged/);
  expect(text).toContain('Skipped: license-missing.');
  expect(text).not.toContain('Every rule could be judged');
});

test('a calm connection says that every rule could be judged', async () => {
  const run = { clientSecretExpires: '2027-11-01', permissions: { granted: [], missing: [], excessive: [] } };
  const syncs = ['2026-11-16T06:00:00.000Z', DAY_BEFORE, TODAY].map((at) => {
    const sync = syncAt(at, 'serene', CALM);
    return { ...sync, run: { ...sync.run, ...run } };
  });
  const data = await reportOn(syncs);
  const [connection] = data.connections;
  expect(connection?.attention.notJudged).toEqual([]);
  expect(connection?.attention.items.filter(({ rule }) => rule !== 'gaps')).toEqual([]);
});

describe('a finding', () => {
  test('has its severity, its date, what to do, and links to the evidence and the portal', async () => {
    const facts = factsWith('risky-users', { byLevel: { high: 1, medium: 0 } });
    const page = await pageOf([syncAt(TODAY, 'risky', facts)]);
    expect(textOf(page)).toContain('High 1 user is at high risk. Investigate each user');
    expect(page).toContain('href="#evidence-risky-risky-users"');
    expect(page).toMatch(/href="https:\/\/entra\.microsoft\.com\/[^"]+" rel="noreferrer"/);
  });

  test('shows names from Graph as text', async () => {
    const excludes = { users: 1, groups: 0, roles: 0, guests: false };
    const facts = factsWith('conditional-access', {
      policies: [{ id: 'p', name: HOSTILE, state: 'enabled', excludes }],
      excludedPrincipals: { users: 1, groups: 0, roles: 0 },
    });
    const page = await pageOf([syncAt(TODAY, 'hostile-policy', facts)]);
    expect(page).not.toContain('<script');
    expect(textOf(page)).toContain(`“${HOSTILE}” excludes 1 user`);
  });
});

describe('improvement actions', () => {
  const pageWith = (connection: string, action: Facts) =>
    pageOf([scoreAt(TODAY, connection, { percentage: 62.4, improvementActions: [action] })]);

  test('have titles, points and links', async () => {
    const page = await pageWith('titled', {
      ...{ id: 'mfa', name: 'Require MFA', category: 'Identity', score: 1, maxScore: 10, pointsToGain: 9 },
      url: 'https://security.microsoft.com/securescore?viewid=actions',
    });
    expect(textOf(page)).toContain('Require MFA Identity 1 of 10 +9');
    expect(page).toContain(
      '<a href="https://security.microsoft.com/securescore?viewid=actions" rel="noreferrer">',
    );
  });

  test('of version 1 have ids, and no link', async () => {
    const text = textOf(
      await pageWith('ids', { name: 'mfa_v1', category: null, score: 1, pointsToGain: null }),
    );
    expect(text).toContain('mfa_v1 not known 1 not known');
  });

  test.each(['http://security.microsoft.com/', 'https://evil.example/', 'javascript:alert(1)', HOSTILE])(
    'do not link to %s',
    async (url) => {
      const page = await pageWith('links', { name: 'Named', score: 1, pointsToGain: 1, url });
      expect(page).not.toContain(`href="${url}`);
      expect(page).not.toContain('<script');
    },
  );
});

test('changes name the reading that they compare with, or the reason for not comparing', async () => {
  const syncs = [
    scoreAt(DAY_BEFORE, 'compared', { percentage: 61 }),
    scoreAt(TODAY, 'compared', { percentage: 62 }),
  ];
  const text = textOf(await pageOf(syncs));
  expect(text).toContain('Secure Score 61 → 62 % against 2026-11-22 06:00 UTC');
  expect(text).toContain('Not compared: no evidence from then.');
  expect(text).toContain('Not compared: never read.');
});

test('a crossed threshold marks its tile with a shape and a sentence', async () => {
  const thresholds = { 'secure-score.percentage': { below: 70 } };
  const data = await reportOn([scoreAt(TODAY, 'low', { percentage: 62.4 })], {
    settings: { ...DEFAULT_SETTINGS, thresholds },
  });
  const page = await renderReport(data);
  expect(textOf(page)).toContain('Threshold crossed: Secure Score: 62.4 %, below 70 %.');
  expect(page).toMatch(/class="note crossed"><svg/);
});

test('with several connections, an overview lists the most urgent first', async () => {
  const quiet = syncAt(TODAY, 'quiet', CALM);
  const urgent = syncAt(TODAY, 'urgent', factsWith('risky-users', { byLevel: { high: 1, medium: 0 } }));
  const page = await pageOf([quiet, urgent]);
  const overview = /<table class="overview">.*?<\/table>/s.exec(page)?.[0] ?? '';
  expect(overview.indexOf('#connection-urgent')).toBeGreaterThan(0);
  expect(overview.indexOf('#connection-urgent')).toBeLessThan(overview.indexOf('#connection-quiet'));
});
