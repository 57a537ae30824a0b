import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import type { RecordedEvidence } from '../../lib/domain/evidence.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import { type RegisterKey, registerKeys } from '../../lib/register/register-keys.ts';
import { folder, runHere } from '../support/command.ts';
import { recordSync } from '../support/recorded-sync.ts';
import { syncAt } from '../support/register-entries.ts';
import type { Sync } from '../support/sandbox-syncs.ts';
import { putDocument } from '../support/stored-document.ts';
import { rejected, skipping } from '../support/sync-outcomes.ts';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T06:00:00.000Z`;

/** Opens the sandbox tenants' register, in which the commands look, for as long as `work` takes. */
async function inRegister(work: (register: LocalRegister) => Promise<void>): Promise<void> {
  const register = await openLocalRegister(join(folder, 'sandbox'));
  try {
    await work(register);
  } finally {
    await register.close();
  }
}

/** Records syncs like the workflow: each run lists the hash of each item. */
const record = (...syncs: Sync[]) =>
  inRegister(async (register) => {
    for (const { run, evidence } of syncs) {
      const hashes = evidence.map((item) => ({
        collector: item.collector,
        sha256: sha256Of(canonicalJson(item)),
      }));
      await recordSync(register, { run: { ...run, evidence: hashes }, evidence });
    }
  });

const put = (key: RegisterKey, document: object) =>
  inRegister((register) => putDocument(register, key, document));

const evidence = (...args: string[]) => runHere(['evidence', '--sandbox', 'healthy', ...args]);

/** Returns what `evidence --json` prints: collector and day of each item, and the findings. */
async function document(...args: string[]) {
  const { status, out } = await evidence('--json', ...args);
  const { evidence: items, damaged } = JSON.parse(out) as {
    evidence: (RecordedEvidence & { remarks: string[] })[];
    damaged: { item: string; problem: string }[];
  };
  return { status, items, damaged };
}

describe('evidence with a period', () => {
  beforeAll(() =>
    record(
      syncAt(at(10), 'gaps'),
      skipping(syncAt(at(11), 'gaps'), 'risky-users'),
      rejected(syncAt(at(12), 'gaps')),
      syncAt(at(14), 'gaps'),
    ),
  );
  const period = ['--connection', 'gaps', '--from', '2026-11-10', '--to', '2026-11-14'];

  test('of a connection that is no longer synced says that its days are not counted', async () => {
    expect((await evidence(...period)).err).toBe(
      'Days without evidence (UTC):\n  gaps: days are not counted, because it is no longer synced\n',
    );
  });

  test('prints the days without evidence on standard error, each with its reason', async () => {
    await record(
      syncAt(at(10)),
      skipping(syncAt(at(11)), 'risky-users'),
      rejected(syncAt(at(12))),
      syncAt(at(14)),
    );
    const own = ['--connection', 'default', ...period.slice(2)];
    const { err, out } = await evidence(...own, '--csv');
    expect(err).toBe(
      [
        'Days without evidence (UTC):',
        '  default, 2026-11-11 (skipped: license-missing): Risky users',
        '  default, 2026-11-12 (sign-in rejected: AADSTS7000222): Secure Score, Security alerts, Risky users,',
        '  Conditional Access policies',
        '  default, 2026-11-13 (no sync): Secure Score, Security alerts, Risky users, Conditional Access',
        '  policies',
        '',
      ].join('\n'),
    );
    // Eleven items, each for three requirements.
    expect(out.trim().split('\r\n')).toHaveLength(1 + 11 * 3);
    const alerts = await evidence(...own, '--requirement', 'CC7.2');
    expect(alerts.err).toMatch(/11-12 .*: Security alerts\n.*11-13 .*: Security alerts\n$/);
    expect((await evidence('--connection', 'default', '--history')).err).toBe('');
  });

  test('is found by the day of its reading, even if its sync started days before', async () => {
    const { run, evidence: items } = syncAt(at(1), 'redriven');
    await record({ run, evidence: items.map((item) => ({ ...item, collectedAt: at(14) })) });
    const of = (...days: string[]) =>
      document('--connection', 'redriven', '--from', days[0] ?? '', '--to', days[1] ?? '');
    expect((await of('2026-11-14', '2026-11-14')).items).toHaveLength(4);
    expect(await of('2026-11-01', '2026-11-13')).toMatchObject({ items: [], status: 1, damaged: [] });
  });
});

test('reads several connections together, and names only the chosen one', async () => {
  await record(syncAt(at(10), 'one'), syncAt(at(10), 'two'), syncAt(at(10), 'three'));
  const both = await document('--connection', 'one', '--connection', 'two');
  expect(new Set(both.items.map(({ connection }) => connection))).toEqual(new Set(['one', 'two']));
  const { out } = await runHere([
    'runs',
    '--sandbox',
    'healthy',
    '--connection',
    'one',
    '--connection',
    'three',
  ]);
  expect(out).toContain('three');
  expect(out).not.toContain('two');
});

describe('evidence that differs from what its sync recorded', () => {
  const { run, evidence: items } = syncAt(at(20), 'forged');
  const keyOf = (collector: string) => registerKeys.evidence('forged', collector, run.id);
  beforeAll(async () => {
    await record(syncAt(at(19), 'forged'), { run, evidence: items });
    await put(keyOf('secure-score'), { ...items[0], summary: 'All is \u001b[32mwell\u202e.' });
    await put(keyOf('risky-users'), { ...items[2], connection: 'other' });
  });
  const asked = ['--connection', 'forged'];

  test('is named and marked next to all other evidence, and the exit status is 1', async () => {
    const { status, out, err } = await evidence(...asked, '--history');
    expect(status).toBe(1);
    expect(out.replace(/[│║\s]+/g, ' ')).toContain('All is [32mwell');
    expect(err).toContain('2 items of the register not as recorded:');
    expect(err.replace(/\s+/g, ' ')).toContain(
      `${run.id} of EVIDENCE#forged#risky-users is damaged (its document`,
    );
    expect(`${out}${err}`).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    const { items: shown, damaged } = await document(...asked, '--history');
    expect(shown.filter(({ remarks }) => remarks.length > 0).map(({ collector }) => collector)).toEqual([
      'secure-score',
    ]);
    expect(shown).toHaveLength(7);
    expect(damaged).toHaveLength(2);
  });

  test('is replaced by the next older item among the latest if it cannot be read', async () => {
    const { status, items: latest } = await document(...asked);
    expect(latest.find(({ collector }) => collector === 'risky-users')?.collectedAt).toBe(at(19));
    expect(status).toBe(1);
  });

  test('is named by runs, by report and by evidence for its requirement, but not with other evidence', async () => {
    const runs = await runHere(['runs', '--sandbox', 'healthy', ...asked]);
    expect(runs.err).toContain('2 items of the register not as recorded:');
    expect(runs.status).toBe(1);
    const report = await runHere(['report', '--sandbox', 'healthy', ...asked, '--output', '-']);
    expect(report.out).toContain('differs from what its sync recorded');
    expect(report.status).toBe(1);
    expect((await document(...asked, '--requirement', 'A.8.8', '--history')).damaged).toHaveLength(1);
    expect((await document(...asked, '--requirement', 'CC7.2', '--history')).status).toBe(0);
  });
});

test('evidence dated in the future is not the latest, and is marked in the history', async () => {
  await record(syncAt(at(22), 'ahead'), syncAt('2099-01-01T06:00:00.000Z', 'ahead'));
  const latest = await document('--connection', 'ahead');
  expect(new Set(latest.items.map(({ collectedAt }) => collectedAt))).toEqual(new Set([at(22)]));
  const history = await document('--connection', 'ahead', '--history', '--collector', 'secure-score');
  expect(history.items.map(({ remarks }) => remarks)).toEqual([['is dated in the future'], []]);
  const { out } = await runHere(['runs', '--sandbox', 'healthy', '--connection', 'ahead']);
  expect(out.replace(/[│║\s]+/g, ' ')).toContain('Dated in the future: a clock was wrong.');
});
