import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import type { Evidence } from '../../lib/domain/evidence.ts';
import { requirementsFor } from '../../lib/frameworks/evidence-mapping.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';
import { skipping } from '../support/sync-outcomes.ts';

const DAYS = ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) => `${day}T06:00:00.000Z`);

beforeAll(async () => {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  for (const day of DAYS) {
    const { run: sync, evidence } = syncAt(day);
    const hostile = evidence.map((item) => ({
      ...item,
      summary: `=HYPERLINK("https://example.com") ${item.summary}`,
    }));
    await recordSync(register, { run: sync, evidence: hostile });
  }
  const error = { name: 'SignInRejected', code: 'AADSTS7000222', message: 'M', remedy: 'Make a new secret.' };
  const { run: sync } = syncAt('2026-11-04T06:00:00.000Z');
  await recordSync(register, { run: { ...sync, status: 'rejected', outcomes: [], error }, evidence: [] });
  await register.close();
});

/** Returns collector and day of each item that `evidence --json` prints. */
async function evidence(...args: string[]): Promise<string[]> {
  const { out, status } = await runHere(['evidence', '--sandbox', 'healthy', '--json', ...args]);
  expect(status).toBe(0);
  const document = JSON.parse(out) as { evidence: Evidence[] };
  return document.evidence.map(({ collector, collectedAt }) => `${collector} ${collectedAt.slice(8, 10)}`);
}

describe('evidence', () => {
  test('is the latest of each collector without --history', async () => {
    expect(await evidence()).toEqual([
      'secure-score 03',
      'security-alerts 03',
      'risky-users 03',
      'conditional-access 03',
    ]);
  });
  test('of one collector as history is newest first', async () => {
    expect(await evidence('--history', '--collector', 'risky-users')).toEqual([
      'risky-users 03',
      'risky-users 02',
      'risky-users 01',
    ]);
  });
  test('for a requirement is from the collectors that give it, latest and history', async () => {
    expect(await evidence('--requirement', 'a.5.15')).toEqual(['risky-users 03', 'conditional-access 03']);
    expect((await evidence('--requirement', 'A.5.15', '--history')).toSorted()).toEqual(
      ['01', '02', '03'].flatMap((day) => [`conditional-access ${day}`, `risky-users ${day}`]).toSorted(),
    );
    expect(await evidence('--framework', 'soc2', '--requirement', 'CC7.2')).toEqual(['security-alerts 03']);
  });
  test('of a time range is its history; both days are included', async () => {
    expect(
      await evidence('--from', '2026-11-01', '--to', '2026-11-02', '--collector', 'secure-score'),
    ).toEqual(['secure-score 02', 'secure-score 01']);
    expect(await evidence('--to', '2026-11-02', '--latest', '--collector', 'secure-score')).toEqual([
      'secure-score 02',
    ]);
  });
  test('of a named period is its history', async () => {
    const scores = ['--collector', 'secure-score'];
    expect(await evidence('--period', '2026-11', ...scores)).toEqual(
      ['03', '02', '01'].map((day) => `secure-score ${day}`),
    );
    expect(await evidence('--period', '2026-Q4', '--latest', ...scores)).toEqual(['secure-score 03']);
  });
  test('is at most the limit', async () => {
    expect(await evidence('--history', '--limit', '2', '--collector', 'secure-score')).toEqual([
      'secure-score 03',
      'secure-score 02',
    ]);
  });
  test('that is missing exits with 1 and prints on standard error what the register holds', async () => {
    const none = ['evidence', '--sandbox', 'healthy', '--to', '2020-01-01'];
    const { status, out, err } = await runHere([...none, '--csv']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(
      /^No evidence of this selection is in the register of sandbox tenants.*: \/.*sandbox\n/,
    );
    expect(err).toContain('default: first sync 2026-11-01 06:00, last sync 2026-11-04 06:00 (UTC)');
    expect(await runHere([...none, '--json'])).toMatchObject({
      status: 1,
      out: '{\n  "evidence": [],\n  "damaged": []\n}\n',
    });
    const allowed = await runHere([...none, '--csv', '--allow-empty']);
    expect(allowed.status).toBe(0);
    expect(allowed.out).toMatch(/^\ufeff"collectedAt",.*\r\n$/);
  });
  test('for a framework that is not switched on says so', async () => {
    const { status, err } = await runHere(['evidence', '--sandbox', 'healthy', '--framework', 'nist']);
    expect(status).toBe(1);
    expect(err).toContain('Evidence is not mapped to nist-csf-2.0. To map new evidence to it, add it to');
    const none = await runHere([
      'evidence',
      '--sandbox',
      'healthy',
      '--framework',
      'soc2',
      '--to',
      '2020-01-01',
    ]);
    expect([none.status, none.err]).toEqual([1, expect.not.stringContaining('not mapped')]);
  });
  test('as a table fits 100 columns', async () => {
    const { out } = await runHere(['evidence', '--sandbox', 'healthy']);
    expect(out).toContain('2026-11-03 06:00');
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });
  test('that the newest sync did not read is marked as older, below the table', async () => {
    const { out } = await runHere(['evidence', '--sandbox', 'healthy']);
    expect(out).toMatch(
      /The newest sync of default \(2026-11-04 06:00 UTC\) did not read everything:\n {2}Sign-in rejected \(AADSTS7000222\): Make a new secret\./,
    );
    const before = await runHere(['evidence', '--sandbox', 'healthy', '--latest', '--to', '2026-11-03']);
    expect(before.out).not.toContain('newest sync');
  });
  test('as CSV has a line for each item and requirement, and no cell that a spreadsheet reads as a formula', async () => {
    const { out } = await runHere(['evidence', '--sandbox', 'healthy', '--history', '--csv']);
    const [head, ...lines] = out.trimEnd().split('\r\n');
    expect(head).toMatch(/^\ufeff"collectedAt","connection","tenantId"/);
    const requirements = COLLECTORS.flatMap((collector) => requirementsFor(collector));
    expect(lines).toHaveLength(DAYS.length * requirements.length);
    expect(out).toContain(`"'=HYPERLINK(""https://example.com"")`);
    expect(out).not.toMatch(/(^|,)"[=+\-@\t\r]/m);
  });
});

describe('evidence of a former', () => {
  beforeAll(async () => {
    const register = await openLocalRegister(join(folder, 'sandbox'));
    const { run: sync, evidence } = syncAt('2026-10-01T06:00:00.000Z', 'closed-branch');
    const former = evidence.slice(0, 1).map((item) => ({ ...item, id: 'former', collector: 'mailboxes' }));
    const outcomes = [...sync.outcomes, { collector: 'mailboxes', outcome: 'collected' as const }];
    await recordSync(register, { run: { ...sync, outcomes }, evidence: [...evidence, ...former] });
    await register.close();
  });

  test('connection is read by its name or with the others', async () => {
    expect(await evidence('--connection', 'closed-branch')).toEqual([
      'secure-score 01',
      'security-alerts 01',
      'risky-users 01',
      'conditional-access 01',
    ]);
    expect(await evidence('--to', '2026-10-31', '--collector', 'risky-users')).toEqual(['risky-users 01']);
    const { out } = await runHere(['runs', '--sandbox', 'healthy', '--json']);
    expect(out).toContain('"closed-branch"');
  });
  test('collector is read in the history', async () => {
    expect(await evidence('--connection', 'closed-branch', '--history')).toContain('mailboxes 01');
    expect(await evidence('--to', '2026-10-31', '--requirement', 'A.8.8')).toContain('mailboxes 01');
  });
});

describe('evidence that a connection has no licence for', () => {
  beforeAll(async () => {
    const register = await openLocalRegister(join(folder, 'sandbox'));
    const { run: sync, evidence } = skipping(syncAt('2026-10-02T06:00:00.000Z', 'skipping'), 'risky-users');
    await recordSync(register, { run: sync, evidence });
    await register.close();
  });
  const asked = (...args: string[]) =>
    runHere(['evidence', '--sandbox', 'healthy', '--connection', 'skipping', ...args]);

  test('is reported as missing, with the reason', async () => {
    const { err } = await asked('--requirement', 'A.8.5');
    expect(err).toMatch(
      /No evidence of this selection[\s\S]*did not read everything:\n {2}Risky users skipped \(license-missing\)/,
    );
  });
  test('is not mentioned if other evidence is asked for', async () => {
    expect((await asked('--collector', 'secure-score')).out).not.toContain('did not read everything');
    expect((await asked('--requirement', 'A.8.8')).out).not.toContain('did not read everything');
    expect((await asked()).out).toContain('did not read everything');
  });
});

describe('runs', () => {
  test('are listed newest first, with what was not collected and what to do', async () => {
    const { status, out } = await runHere(['runs', '--sandbox', 'healthy']);
    expect(out).toMatch(
      /2026-11-04 06:00[\s\S]*rejected[\s\S]*AADSTS7000222[\s\S]*2026-11-03 06:00[\s\S]*Collected: Secure Score, Security alerts/,
    );
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(status).toBe(0);
  });
  test('as JSON are those of the register, at most the limit', async () => {
    const { out } = await runHere(['runs', '--sandbox', 'healthy', '--json', '--limit', '2']);
    const document = JSON.parse(out) as { runs: { status: string }[] };
    expect(document.runs.map((sync) => sync.status)).toEqual(['rejected', 'complete']);
  });
  test('beyond the limit are announced, and a time range has no limit', async () => {
    const register = await openLocalRegister(join(folder, 'sandbox'));
    const days = Array.from(
      { length: 25 },
      (_, day) => `2026-09-${String(day + 1).padStart(2, '0')}T06:00:00.000Z`,
    );
    for (const day of days) await recordSync(register, { run: syncAt(day).run, evidence: [] });
    await register.close();
    const shown = async (...args: string[]) => {
      const { out, err } = await runHere(['runs', '--sandbox', 'healthy', '--json', ...args]);
      return { count: (JSON.parse(out) as { runs: unknown[] }).runs.length, err };
    };
    expect(await shown()).toEqual({
      count: 20,
      err: expect.stringContaining('these are the newest 20. --limit or --from'),
    });
    expect(await shown('--from', '2026-09-01', '--to', '2026-09-30')).toEqual({
      count: days.length,
      err: '',
    });
  });
});
