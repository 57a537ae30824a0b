import { checkpointIn, type SignedCheckpoint } from '../log/checkpoint.ts';
import { isSignedBy, type PublicKey, publicKeyIn } from '../log/signer.ts';
import { PACK_FILE } from '../pack/pack-files.ts';
import type { ReadLog } from './check-log.ts';
import type { CheckedFiles } from './checked-files.ts';
import type { Findings } from './finding.ts';

const KEY_NAME = /^keys\/(?<id>[0-9a-f]{8})\.pem$/;

/** Returns the public keys of a pack by their ids. A key whose id is not its file's name was altered. */
export async function keysIn(files: CheckedFiles, found: Findings): Promise<Map<string, PublicKey>> {
  const keys = new Map<string, PublicKey>();
  for (const file of files.names) {
    const { id } = KEY_NAME.exec(file)?.groups ?? {};
    if (id === undefined) continue;
    const key = readableKey((await files.read(file)) ?? Buffer.alloc(0));
    if (key?.id === id) keys.set(id, key);
    else found.add('tampered', `${file} is not the public key whose id is ${id}`, { file });
  }
  return keys;
}

function readableKey(pem: Buffer): PublicKey | undefined {
  try {
    return publicKeyIn(pem.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Returns the newest checkpoint of a pack; undefined, with a finding, if there is none that can be read. */
export async function newestCheckpoint(
  files: CheckedFiles,
  found: Findings,
): Promise<SignedCheckpoint | undefined> {
  const file = PACK_FILE.checkpoint;
  const note = await files.read(file);
  if (!note) {
    found.add('unsigned', 'There is no checkpoint, so this log is not signed', { file });
    return undefined;
  }
  const checkpoint = checkpointIn(note.toString('utf8'));
  if (!checkpoint) found.add('bad-signature', 'The checkpoint is not a signed note', { file });
  return checkpoint;
}

/** The key that must have signed: a public key, the 8 digits of its id, or the 64 digits of its fingerprint. */
export type TrustedKey = PublicKey | string;

/**
 * Checks the signatures of a checkpoint by the keys that are known, and that `trusted`, if given, is one of them. Returns the
 * ids of the keys that signed.
 */
export function checkSignatures(
  checkpoint: SignedCheckpoint,
  keys: ReadonlyMap<string, PublicKey>,
  trusted: TrustedKey | undefined,
  found: Findings,
): string[] {
  const file = PACK_FILE.checkpoint;
  const signers = signersOf(checkpoint, keys, (key, what) =>
    found.add('bad-signature', `The checkpoint's signature by the key ${key} ${what}`, { file }),
  );
  if (trusted !== undefined) {
    if (!signers.some((key) => isTrusted(key, trusted)))
      found.add('key-unknown', `The checkpoint is not signed by the key ${nameOf(trusted)}`, { file });
    return signers.map(({ id }) => id);
  }
  if (signers.length === 0)
    found.add('key-unknown', 'The checkpoint is signed by no key that is here', { file });
  const ids = [...keys.keys()].join(', ') || 'none';
  found.note(
    'own-key',
    `The key (${ids}) was taken from the data that it signs. This shows that the data is consistent, but not whose it is: compare the key with the one that the company published, or name it with --key`,
  );
  return signers.map(({ id }) => id);
}

/** Returns the known keys that a checkpoint names as its signers. Reports each signature that is not of its text. */
function signersOf(
  { text, signatures, origin }: SignedCheckpoint,
  keys: ReadonlyMap<string, PublicKey>,
  onBad: (keyId: string, problem: string) => void,
): PublicKey[] {
  return signatures.flatMap(({ keyId, signature, name }) => {
    const key = keys.get(keyId);
    if (!key) return [];
    if (name !== origin || !isSignedBy(key, text, signature)) onBad(keyId, 'is not a signature of its text');
    return [key];
  });
}

function isTrusted(key: PublicKey, trusted: TrustedKey): boolean {
  return typeof trusted === 'string'
    ? [key.id, key.fingerprint].includes(trusted)
    : key.fingerprint === trusted.fingerprint;
}

function nameOf(trusted: TrustedKey): string {
  return typeof trusted === 'string' ? trusted : trusted.id;
}

/** Compares the log with the checkpoint's size and root. */
export function checkRoot({ origin, size, root }: SignedCheckpoint, log: ReadLog, found: Findings): void {
  const file = PACK_FILE.checkpoint;
  const foreign = log.entries.find((entry) => entry.origin !== origin);
  const signedRoot = log.rootAt.get(size);
  if (!signedRoot)
    found.add('root-mismatch', `The checkpoint signs ${size} entries, but the log has ${log.size}`, { file });
  else if (!signedRoot.equals(root))
    found.add(
      'root-mismatch',
      `The ${size} entries do not have the root that the checkpoint signs: an entry was altered, dropped or added`,
      { file },
    );
  else if (foreign)
    found.add('root-mismatch', `The checkpoint is of the log ${origin}, not of ${foreign.origin}`, { file });
  if (log.size > size)
    found.add('unsigned', `${log.size - size} entries come after the last checkpoint`, { index: size });
}

/** Compares the log with a checkpoint that the reader kept from before, and checks the signatures of known keys. */
export function checkEarlier(
  earlier: SignedCheckpoint,
  keys: ReadonlyMap<string, PublicKey>,
  log: ReadLog,
  found: Findings,
): void {
  const { origin, size, root } = earlier;
  signersOf(earlier, keys, (key, what) =>
    found.add('bad-signature', `The earlier checkpoint's signature by the key ${key} ${what}`),
  );
  const rootThen = log.rootAt.get(size);
  const own = log.entries[0]?.origin;
  if (own !== undefined && own !== origin)
    found.add('forked', `The earlier checkpoint is of the log ${origin}, not of ${own}`);
  else if (!rootThen)
    found.add('truncated', `The log has ${log.size} entries, but an earlier checkpoint signed ${size}`);
  else if (!rootThen.equals(root))
    found.add(
      'forked',
      `The first ${size} entries have another root than the earlier checkpoint: history was rewritten`,
    );
}
