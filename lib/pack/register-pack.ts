import type { Period } from '../domain/period.ts';
import { type LogEntry, logEntryIn, type SyncEntry } from '../log/entry.ts';
import { type PublicKey, pemOf, publicKeyOf } from '../log/signer.ts';
import { PACK_FILE, type PackFiles } from './pack-files.ts';
import { isInPeriod } from './pack-period.ts';
import { annotationFiles } from './register-annotations.ts';
import { RegisterDocuments } from './register-documents.ts';
import type { DocumentName, SealedRegister } from './sealed-register.ts';

/** A register in the form of a pack, and its entries. */
export interface RegisterPack extends PackFiles {
  /** The readable entries, in the order of the log. */
  entries: readonly LogEntry[];
  keys: readonly PublicKey[];
}

/**
 * Returns a register in the form of a pack: the complete log, and the documents and kept answers of the syncs that started
 * in a period (both ends included). All annotations are there, because their entries do not say what they are about. A
 * document that no entry names is there under a name that no entry has.
 */
export async function registerPack(register: SealedRegister, period: Period): Promise<RegisterPack> {
  const texts = new Map<string, string>();
  const entries: LogEntry[] = [];
  for await (const { number, text } of register.entries()) {
    texts.set(`log/${number}.json`, text);
    const entry = logEntryIn(text);
    if (entry) entries.push(entry);
  }
  const note = await register.checkpoint();
  if (note !== undefined) texts.set(PACK_FILE.checkpoint, note);
  const keys = keysOf(entries, await register.signingKey());
  for (const key of keys) texts.set(PACK_FILE.key(key.id), pemOf(key));
  const annotations = await Array.fromAsync(register.annotations());
  for (const [name, text] of annotationFiles(entries, annotations)) texts.set(name, text);
  const syncs = entries.filter((entry) => entry.kind === 'sync');
  const asked = syncs.filter(({ startedAt }) => isInPeriod(startedAt, period));
  const documents = new RegisterDocuments(register, await documentNames(register, syncs, period));
  const answers = new Map(asked.flatMap(answersOf));
  return {
    from: 'register',
    entries,
    keys,
    names: async () => [...texts.keys(), ...documents.names, ...answers.keys()],
    async read(name) {
      const text = texts.get(name);
      if (text !== undefined) return Buffer.from(text);
      const answer = answers.get(name);
      if (!answer) return await documents.read(name);
      const reading = await documents.readingOf(PACK_FILE.evidence(answer.index, answer.collector));
      return reading === undefined ? undefined : await register.answer(reading, answer.nth);
    },
  };
}

/** Returns the key that signs now, and the keys that the log announced. */
function keysOf(entries: readonly LogEntry[], signingKey: PublicKey | undefined): PublicKey[] {
  const announced = entries.flatMap((entry) => (entry.kind === 'key' ? keyIn(entry.spki) : []));
  const keys = new Map([...announced, ...(signingKey ? [signingKey] : [])].map((key) => [key.id, key]));
  return [...keys.values()];
}

function keyIn(spki: string): PublicKey[] {
  try {
    return [publicKeyOf(Buffer.from(spki, 'base64'))];
  } catch {
    return [];
  }
}

/** Returns file name to document name, for each document of the register in the period, in the order of the log. */
async function documentNames(
  register: SealedRegister,
  syncs: readonly SyncEntry[],
  period: Period,
): Promise<Map<string, DocumentName>> {
  const indexes = new Map(syncs.map(({ run, index }) => [run, index]));
  const found: [number, string, DocumentName][] = [];
  for await (const name of register.documentNames(period.from)) {
    if (!isInPeriod(name.run, period)) continue;
    const index = indexes.get(name.run);
    found.push([index ?? Number.POSITIVE_INFINITY, fileOf(name, index), name]);
  }
  const sorted = found.toSorted(([one, a], [other, b]) =>
    one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1,
  );
  return new Map(sorted.map(([, file, name]) => [file, name]));
}

function fileOf({ run, collector }: DocumentName, index: number | undefined): string {
  if (index === undefined) return `syncs/unsealed/${run.replaceAll(':', '-')}/${collector ?? 'run'}.json`;
  return collector === undefined ? PACK_FILE.run(index) : PACK_FILE.evidence(index, collector);
}

function answersOf({ index, evidence }: SyncEntry) {
  return evidence.flatMap(({ collector, answers: { count, kept } }) =>
    Array.from({ length: kept ? count : 0 }, (_, n) => {
      const nth = n + 1;
      return [PACK_FILE.answer(index, collector, nth), { index, collector, nth }] as const;
    }),
  );
}
