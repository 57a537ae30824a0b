import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { Annotation } from '../../lib/domain/annotation.ts';
import { signCheckpoint } from '../../lib/log/checkpoint.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import { entryText, type LogEntry, type SyncEntry } from '../../lib/log/entry.ts';
import { EMPTY_TREE, type MerkleTree, rootOf, withEntry } from '../../lib/log/merkle.ts';
import { pemOf, publicKeyOf, type Signer } from '../../lib/log/signer.ts';
import { PACK_FILE, type PackFiles } from '../../lib/pack/pack-files.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const SPKI = publicKey.export({ format: 'der', type: 'spki' });

export const SAMPLE_KEY = publicKeyOf(SPKI);
export const SAMPLE_SIGNER: Signer = {
  publicKey: async () => SPKI,
  sign: async (text) => sign('sha256', Buffer.from(text), privateKey),
};
export const SAMPLE_ORIGIN = 'm365-evidence/local/4f1c/default';

/** Files in memory that a test can alter. */
export class SampleFiles extends Map<string, Buffer> implements PackFiles {
  readonly from = 'pack';
  async names(): Promise<string[]> {
    return [...this.keys()];
  }
  async read(name: string): Promise<Buffer | undefined> {
    return this.get(name);
  }
  text(name: string): string {
    return String(this.get(name));
  }
  write(name: string, content: string): void {
    this.set(name, Buffer.from(content));
  }
  /** Writes the list of sums again, as a person who wants to hide a change would. */
  sum(): this {
    const others = [...this.keys()].filter((name) => name !== PACK_FILE.sums).toSorted();
    const lines = others.map((name) => `${sha256Of(this.get(name) ?? '')}  ${name}\n`);
    this.write(PACK_FILE.sums, lines.join(''));
    return this;
  }
}

const time = (day: number, minute = 0) => new Date(Date.UTC(2026, 6, 1 + day, 6, minute)).toISOString();

/** The answers of a day's sync, in the order in which they were read. */
const answersOf = (day: number) => [`{"value":[{"id":"${day}"}]}`, '{"value":[]}'];

const answersSha256 = (answers: readonly string[]) =>
  createHash('sha256')
    .update(answers.map((body) => sha256Of(body)).join(''))
    .digest('hex');

export interface SampleOptions {
  syncs?: number;
  entry?: (entry: SyncEntry) => SyncEntry;
  date?: (day: number) => string;
  kept?: boolean;
  /** Annotations that are sealed after the syncs. */
  annotations?: readonly Annotation[];
}

/** Returns a pack of daily syncs, each with one evidence document of two answers. */
export async function samplePack(options: SampleOptions = {}): Promise<SampleFiles> {
  const { syncs = 3, entry: alter = (entry) => entry, date = (day) => time(day, 1), kept = true } = options;
  const files = new SampleFiles();
  const entries: LogEntry[] = [];
  for (let day = 0; day < syncs; day += 1) {
    const run = `${time(day)}_sample`;
    const answers = answersOf(day);
    const sha256 = answersSha256(answers);
    const provenance = {
      collectorVersion: '1',
      sha256,
      asOf: time(day, 1),
      answers: answers.map(() => ({ date: date(day) })),
    };
    const evidence = canonicalJson({
      run,
      collector: 'security-alerts',
      facts: { unresolved: day },
      provenance,
    });
    const record = canonicalJson({ id: run, status: 'complete' });
    files.write(PACK_FILE.run(day), record);
    files.write(PACK_FILE.evidence(day, 'security-alerts'), evidence);
    if (kept)
      for (const [n, body] of answers.entries())
        files.write(PACK_FILE.answer(day, 'security-alerts', n + 1), body);
    const entry = alter({
      v: 1,
      kind: 'sync',
      origin: SAMPLE_ORIGIN,
      index: day,
      run,
      connection: 'default',
      tenantId: '3f6c8a1e-0000-4000-8000-000000000000',
      trigger: 'schedule',
      startedAt: time(day),
      endedAt: time(day, 2),
      sealedAt: time(day, 3),
      nextDueBy: time(day + 1, 120),
      status: 'complete',
      software: 'm365-evidence 0.2.0',
      runSha256: sha256Of(record),
      outcomes: [{ collector: 'security-alerts', outcome: 'collected', complete: true }],
      evidence: [
        {
          collector: 'security-alerts',
          sha256: sha256Of(evidence),
          answers: { count: answers.length, sha256, kept },
        },
      ],
    });
    entries.push(entry);
    files.write(PACK_FILE.entry(day), entryText(entry));
  }
  for (const annotation of options.annotations ?? []) {
    const index = entries.length;
    const document = canonicalJson(annotation);
    files.write(PACK_FILE.annotation(index), document);
    const entry: LogEntry = {
      v: 1,
      kind: 'annotation',
      origin: SAMPLE_ORIGIN,
      index,
      connection: 'default',
      sealedAt: time(syncs - 1, 10),
      sha256: sha256Of(document),
    };
    entries.push(entry);
    files.write(PACK_FILE.entry(index), entryText(entry));
  }
  const tree = entries.reduce<MerkleTree>((grown, entry) => withEntry(grown, entryText(entry)), EMPTY_TREE);
  const root = rootOf(tree);
  files.write(
    PACK_FILE.checkpoint,
    await signCheckpoint({ origin: SAMPLE_ORIGIN, size: tree.size, root }, [SAMPLE_SIGNER]),
  );
  files.write(PACK_FILE.key(SAMPLE_KEY.id), pemOf(SAMPLE_KEY));
  files.write(PACK_FILE.readme, 'Read me.\n');
  files.write(
    PACK_FILE.manifest,
    canonicalJson({
      connection: 'default',
      origin: SAMPLE_ORIGIN,
      from: '2026-07-01',
      to: '2026-09-30',
      writtenAt: time(syncs - 1, 30),
      software: 'm365-evidence 0.2.0',
      size: tree.size,
      root: root.toString('base64'),
      keyIds: [SAMPLE_KEY.id],
    }),
  );
  return files.sum();
}
