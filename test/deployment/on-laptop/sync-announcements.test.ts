import { expect, test } from '@jest/globals';
import { syncSandbox } from '../../support/local-sync.ts';

test('announces each sync once, with the changes since the sync before', async () => {
  const first = await syncSandbox('healthy');
  expect(first.announcements).toEqual([
    expect.objectContaining({
      run: first.run?.id,
      changed: false,
      changes: { figures: [], outcomes: [], codes: [] },
    }),
  ]);
  const { announcements } = await syncSandbox('no-p2', { connection: first.connection });
  expect(announcements[0]?.changes).toEqual({
    figures: [],
    outcomes: [{ collector: 'risky-users', before: 'collected', after: 'skipped' }],
    codes: ['risky-users.skipped'],
  });
  const [emptied] = (await syncSandbox('empty', { connection: first.connection })).announcements;
  expect(emptied?.changes.figures).toContainEqual({
    collector: 'security-alerts',
    figure: 'unresolved',
    before: 11,
    after: 0,
  });
});

test('announces a rejected sync too, but not an input without a connection', async () => {
  const { announcements, measured } = await syncSandbox('bad-secret');
  expect(announcements).toEqual([
    expect.objectContaining({
      status: 'rejected',
      figures: {},
      error: { name: 'SignInRejected', code: 'AADSTS7000215' },
    }),
  ]);
  expect(measured.flatMap(([, measurements]) => measurements)).toEqual([
    { metric: 'SyncsRejected', unit: 'Count', value: 1 },
  ]);
  expect((await syncSandbox('healthy', { input: {} })).announcements).toEqual([]);
});

test('does not announce, measure or compare the figures of a partial reading', async () => {
  const first = await syncSandbox('healthy');
  const part = { status: 206, body: { value: [] } };
  const { announcements, measured, evidence, run } = await syncSandbox('healthy', {
    connection: first.connection,
    interfere: ({ url }) => (/alerts_v2$|policies$/.test(url.pathname) ? part : undefined),
  });
  expect(evidence.filter(({ complete }) => !complete)).toHaveLength(2);
  expect(run?.outcomes).toContainEqual({
    collector: 'security-alerts',
    outcome: 'collected',
    complete: false,
  });
  const [announcement] = announcements;
  expect(Object.keys(announcement?.figures ?? {})).toEqual(['secure-score', 'risky-users']);
  expect(announcement?.changes).toEqual({
    figures: [],
    outcomes: [],
    codes: ['security-alerts.partial', 'conditional-access.partial'],
  });
  const metrics = measured.flatMap(([, measurements]) => measurements.map(({ metric }) => metric));
  expect(metrics).toContain('RiskyUsers');
  expect(metrics.filter((metric) => /^Unresolved|Policies$/.test(metric))).toEqual([]);
});
