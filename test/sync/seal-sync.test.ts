import { describe, expect, test } from '@jest/globals';
import { AwsUnavailable } from '../../lib/domain/errors.ts';
import { checkpointIn } from '../../lib/log/checkpoint.ts';
import { EMPTY_TREE, type MerkleTree, rootOf, withEntry } from '../../lib/log/merkle.ts';
import { nextDueBy } from '../../lib/sync/next-due.ts';
import { sealSync } from '../../lib/sync/seal-sync.ts';
import { entryOf } from '../../lib/sync/sealed-log.ts';
import { type MemoryLog, memorySealing, recordedRun } from '../support/memory-log.ts';

const at = (minute: number, day = 1) => new Date(Date.UTC(2026, 6, day, 6, minute)).toISOString();
const runsIn = ({ entries }: MemoryLog) =>
  entries.map(entryOf).map((entry) => (entry.kind === 'sync' ? entry.run : entry.kind));

test('the next sync is due after the longest pause of the schedule, plus two hours', () => {
  expect(nextDueBy('2026-07-01T06:00:04.000Z', 86_400_000)).toBe('2026-07-02T08:00:04.000Z');
});

describe('sealing', () => {
  test('appends the sync, signs the log and keeps both', async () => {
    const { log, checkpoints, vault, record, ports } = memorySealing();
    const seen = await sealSync(ports)(record(recordedRun(at(0))));
    expect(runsIn(log)).toEqual([`${at(0)}_sync`]);
    const tree = log.entries.reduce<MerkleTree>((grown, { text }) => withEntry(grown, text), EMPTY_TREE);
    expect(checkpointIn(checkpoints.notes.get(1) ?? '')).toMatchObject({ size: 1, root: rootOf(tree) });
    expect(seen).toMatchObject({ size: 1, root: rootOf(tree).toString('base64') });
    expect([...vault.keys()]).toEqual([
      'documents/default/000000000000/run.json',
      'log/default/000000000000.json',
      expect.stringMatching(/^checkpoints\/default\/000000000001-[0-9a-f]{8}$/),
    ]);
  });

  test('of the same sync again changes nothing', async () => {
    const { log, checkpoints, record, ports } = memorySealing();
    const request = record(recordedRun(at(0)));
    const first = await sealSync(ports)(request);
    const note = checkpoints.notes.get(1);
    expect(await sealSync(ports)(request)).toEqual(first);
    expect([log.entries.length, checkpoints.notes.get(1)]).toEqual([1, note]);
  });

  test('of two syncs at once gives each its own place', async () => {
    const { log, checkpoints, record, ports } = memorySealing();
    const requests = [record(recordedRun(at(0), 'one')), record(recordedRun(at(0), 'two'))];
    await Promise.all(requests.map((request) => sealSync(ports)(request)));
    expect(runsIn(log).toSorted()).toEqual([`${at(0)}_one`, `${at(0)}_two`]);
    expect(checkpoints.notes.has(2)).toBe(true);
  });

  test('of a sync that names no connection does nothing', async () => {
    const { log, ports } = memorySealing();
    expect(await sealSync(ports)({ run: 'x', connection: null })).toBeNull();
    expect(log.entries).toEqual([]);
  });

  test('completes an earlier sealing that failed after its entry', async () => {
    const { log, checkpoints, vault, record, ports } = memorySealing();
    const refusing = {
      ...ports,
      vault: { read: async () => undefined, put: () => Promise.reject(new Error('no vault')) },
    };
    const request = record(recordedRun(at(0)));
    await expect(sealSync(refusing)(request)).rejects.toThrow('no vault');
    expect([log.entries.length, checkpoints.notes.size]).toEqual([1, 0]);
    await sealSync(ports)(request);
    expect([log.entries.length, checkpoints.notes.size, vault.size]).toEqual([1, 1, 3]);
  });

  test('seals the sync that was never sealed, before the next', async () => {
    const { log, record, ports } = memorySealing();
    await sealSync(ports)(record(recordedRun(at(0))));
    record(recordedRun(at(0, 2), 'forgotten'));
    await sealSync(ports)(record(recordedRun(at(0, 3))));
    expect(runsIn(log)).toEqual([`${at(0)}_sync`, `${at(0, 2)}_forgotten`, `${at(0, 3)}_sync`]);
  });

  test('seals a long sync that ended after a shorter one that started later', async () => {
    const { log, record, ports } = memorySealing();
    await sealSync(ports)(record(recordedRun(at(3), 'short')));
    await sealSync(ports)(record(recordedRun(at(0), 'long')));
    expect(runsIn(log)).toEqual([`${at(3)}_short`, `${at(0)}_long`]);
  });

  test('seals a sync that was redriven two weeks after its start', async () => {
    const { log, record, ports } = memorySealing();
    await sealSync(ports)(record(recordedRun(at(0, 15))));
    await sealSync(ports)(record(recordedRun(at(0), 'redriven')));
    expect(runsIn(log)).toEqual([`${at(0, 15)}_sync`, `${at(0)}_redriven`]);
  });

  test('of a damaged run fails, and still seals and signs the sync after it', async () => {
    const { log, checkpoints, runs, record, ports } = memorySealing();
    record(recordedRun(at(0), 'damaged'));
    const recorded: typeof ports.recorded = async (...what) => {
      if (what[1].endsWith('damaged')) throw new Error('It cannot be read');
      return await ports.recorded(...what);
    };
    const sealing = sealSync({ ...ports, recorded })(record(recordedRun(at(1))));
    await expect(sealing).rejects.toMatchObject({
      name: 'SyncNotSealed',
      message: 'The sync is recorded, but not sealed: It cannot be read',
    });
    expect([runs.size, runsIn(log), checkpoints.notes.size]).toEqual([2, [`${at(1)}_sync`], 1]);
  });

  test('fails as a fault of AWS if a later try may succeed', async () => {
    const unavailable = new AwsUnavailable('KMS', { remedy: 'Wait.' });
    const { record, ports } = memorySealing();
    const signer = { ...ports.signer, sign: () => Promise.reject(unavailable) };
    await expect(sealSync({ ...ports, signer })(record(recordedRun(at(0))))).rejects.toBe(unavailable);
  });

  test('never goes back in time, even if the clock does', async () => {
    let now = Date.parse(at(30));
    const { log, record, ports } = memorySealing({ clock: { now: () => now } });
    await sealSync(ports)(record(recordedRun(at(0), 'one')));
    now = Date.parse(at(20));
    await sealSync(ports)(record(recordedRun(at(1), 'two')));
    expect(log.entries.map(entryOf).map(({ sealedAt }) => sealedAt)).toEqual([at(30), at(30)]);
  });

  test('once a day signs the first sync of a day, and keeps the others', async () => {
    let now = Date.parse(at(1));
    const { checkpoints, vault, record, ports } = memorySealing({
      clock: { now: () => now },
      checkpointEvery: 'day',
    });
    for (const time of [at(0), at(30), at(0, 2)]) {
      now = Date.parse(time);
      await sealSync(ports)(record(recordedRun(time)));
    }
    expect([...checkpoints.notes.keys()]).toEqual([1, 3]);
    expect(vault.has('log/default/000000000001.json')).toBe(true);
  });

  test('puts each document into the vault once', async () => {
    const { vault, record, ports } = memorySealing();
    for (const minute of [0, 1, 2]) await sealSync(ports)(record(recordedRun(at(minute))));
    expect(vault.puts).toBe(3 * 3);
  });
});
