import { describe, expect, test } from '@jest/globals';
import { AwsUnavailable } from '../../lib/domain/errors.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import { annotate, isAnnotation } from '../../lib/sync/annotate.ts';
import { sealSync } from '../../lib/sync/seal-sync.ts';
import { entryOf } from '../../lib/sync/sealed-log.ts';
import { annotation } from '../support/annotation.ts';
import { type MemoryLog, memorySealing, recordedRun } from '../support/memory-log.ts';

const START = '2026-07-01T06:00:00.000Z';
const RUN = `${START}_sync`;
const { id: _, writtenAt: __, ...DAYS } = annotation({ about: { from: '2026-06-28', to: '2026-07-01' } });
const request = (change: object = {}) => ({ annotation: { ...DAYS, ...change } });
const kindsIn = ({ entries }: MemoryLog) => entries.map(entryOf).map(({ kind }) => kind);

/** A connection with one sealed sync. */
async function sealedOnce(ports: Parameters<typeof memorySealing>[0] = {}) {
  const memory = memorySealing(ports);
  await sealSync(memory.ports)(memory.record(recordedRun(START)));
  return memory;
}

const refusing = { put: () => Promise.reject(new Error('no vault')) };

describe('annotating', () => {
  test('writes the document, seals it, signs the log and keeps all in the vault', async () => {
    const { log, checkpoints, vault, annotations, ports } = await sealedOnce();
    const done = await annotate(ports)(request());
    const document = canonicalJson(done.annotation);
    expect([...annotations.values()].map(({ text }) => text)).toEqual([document]);
    expect(entryOf({ text: log.entries[1]?.text ?? '' })).toEqual({
      v: 1,
      kind: 'annotation',
      origin: expect.any(String),
      index: 1,
      connection: 'default',
      sealedAt: '2026-07-01T06:05:00.000Z',
      sha256: sha256Of(document),
    });
    expect(done).toMatchObject({ index: 1, existed: false, checkpoint: { size: 2 } });
    expect(checkpoints.notes.has(2)).toBe(true);
    expect(String(vault.get('documents/default/000000000001/annotation.json'))).toBe(document);
    expect(vault.has('log/default/000000000001.json')).toBe(true);
  });

  test('the same again writes nothing, whatever the time is', async () => {
    let now = Date.parse('2026-07-01T06:05:00.000Z');
    const { log, vault, annotations, ports } = await sealedOnce({ clock: { now: () => now } });
    const first = await annotate(ports)(request());
    now += 3 * 86_400_000;
    const stored = vault.size;
    expect(await annotate(ports)(request())).toEqual({ ...first, existed: true });
    expect([annotations.size, log.entries.length, vault.size]).toEqual([1, 2, stored]);
  });

  test('takes several about one sync, and signs each even if one checkpoint a day is enough', async () => {
    const { log, checkpoints, ports } = await sealedOnce({ checkpointEvery: 'day' });
    await annotate(ports)(request({ about: { run: RUN } }));
    await annotate(ports)(request({ about: { run: RUN }, owner: 'Another team', ticket: 'RISK-7' }));
    expect(kindsIn(log)).toEqual(['sync', 'annotation', 'annotation']);
    expect([...checkpoints.notes.keys()]).toEqual([1, 2, 3]);
  });

  test('two at once get one place each', async () => {
    const { log, ports } = await sealedOnce();
    const both = [request(), request({ owner: 'Another team' })].map((one) => annotate(ports)(one));
    expect((await Promise.all(both)).map(({ index }) => index).toSorted()).toEqual([1, 2]);
    expect(kindsIn(log)).toEqual(['sync', 'annotation', 'annotation']);
  });

  test('the same twice at once is sealed once', async () => {
    const { log, annotations, ports } = await sealedOnce();
    const both = await Promise.all([annotate(ports)(request()), annotate(ports)(request())]);
    expect(both.map(({ index }) => index)).toEqual([1, 1]);
    expect([annotations.size, log.entries.length]).toEqual([1, 2]);
  });

  test('marks the annotation of a sandbox tenant', async () => {
    const { ports } = await sealedOnce({ sandbox: 'healthy' });
    expect((await annotate(ports)(request())).annotation.sandbox).toBe('healthy');
  });
});

describe('an annotation is refused, and nothing is written,', () => {
  test.each<[string, object, string]>([
    ['without a reason', { reason: '' }, 'annotation.reason is empty'],
    ['with a time of writing', { writtenAt: START }, 'not written: annotation '],
    ['with an end in the past', { until: '2026-06-30' }, 'until 2026-06-30 is in the past'],
    ['with a secret', { reason: 'password=Sommer2026' }, 'reason seems to hold a secret'],
    ['about a sync that is not recorded', { about: { run: `${START}_other` } }, 'is not in the register'],
  ])('%s', async (_, change, problem) => {
    const { log, annotations, ports } = await sealedOnce();
    await expect(annotate(ports)(request(change))).rejects.toMatchObject({
      name: 'AnnotationRefused',
      message: expect.stringContaining(problem),
    });
    expect([log.entries.length, annotations.size]).toEqual([1, 0]);
  });

  test('before the first sync of its connection, because a sync begins the log', async () => {
    const { log, annotations, ports } = memorySealing();
    await expect(annotate(ports)(request())).rejects.toMatchObject({ name: 'AnnotationRefused' });
    expect([log.entries.length, annotations.size]).toEqual([0, 0]);
  });
});

describe('an annotation that is written, but not sealed,', () => {
  test('is sealed by the same command', async () => {
    const { log, annotations, ports } = await sealedOnce();
    const unable = { ...ports, log: () => ({ ...log, newest: () => log.newest(), put: refusing.put }) };
    await expect(annotate(unable)(request())).rejects.toMatchObject({
      name: 'AnnotationNotSealed',
      message: expect.stringMatching(/^The annotation [0-9a-f]{32} is written, but not sealed: no vault$/),
    });
    expect([annotations.size, log.entries.length]).toEqual([1, 1]);
    expect(await annotate(ports)(request())).toMatchObject({ existed: true, index: 1 });
    expect(kindsIn(log)).toEqual(['sync', 'annotation']);
  });

  test('is sealed by the next sync, before the sync', async () => {
    const { log, vault, record, ports } = await sealedOnce();
    const unable = { ...ports, log: () => ({ ...log, newest: () => log.newest(), put: refusing.put }) };
    await expect(annotate(unable)(request())).rejects.toThrow('not sealed');
    await sealSync(ports)(record(recordedRun('2026-07-02T06:00:00.000Z')));
    expect(kindsIn(log)).toEqual(['sync', 'annotation', 'sync']);
    expect(vault.has('documents/default/000000000001/annotation.json')).toBe(true);
  });

  test('because the vault refused it, is kept before the next signature', async () => {
    const { checkpoints, vault, record, ports } = await sealedOnce();
    await expect(annotate({ ...ports, vault: refusing })(request())).rejects.toThrow('no vault');
    expect([...checkpoints.notes.keys()]).toEqual([1]);
    await sealSync(ports)(record(recordedRun('2026-07-02T06:00:00.000Z')));
    expect([...checkpoints.notes.keys()]).toEqual([1, 3]);
    expect(vault.has('documents/default/000000000001/annotation.json')).toBe(true);
  });

  test('because AWS was busy, is reported as written', async () => {
    const { ports } = await sealedOnce();
    const signer = {
      ...ports.signer,
      sign: () => Promise.reject(new AwsUnavailable('KMS is busy', { remedy: 'Wait.' })),
    };
    await expect(annotate({ ...ports, signer })(request())).rejects.toMatchObject({
      name: 'AnnotationNotSealed',
      message: expect.stringContaining('KMS is busy'),
    });
  });

  test('keeps a sync from being signed if its document was altered since, as a damaged sync does', async () => {
    const { log, annotations, record, ports } = await sealedOnce();
    await expect(annotate({ ...ports, vault: refusing })(request())).rejects.toThrow('no vault');
    annotations.clear();
    await expect(sealSync(ports)(record(recordedRun('2026-07-02T06:00:00.000Z')))).rejects.toThrow(
      'The annotation that entry 1 of the log seals is not in the register as it was written',
    );
    expect(kindsIn(log)).toEqual(['sync', 'annotation', 'sync']);
  });
});

test('a request is an annotation only if it holds one', () => {
  expect(
    [{ annotation: {} }, { run: 'x', connection: 'default' }, null, 'annotation'].map(isAnnotation),
  ).toEqual([true, false, false, false]);
});
