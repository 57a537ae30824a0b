import { checkpointIn, type SignedCheckpoint } from '../log/checkpoint.ts';
import { isSignedBy, type PublicKey, publicKeyIn } from '../log/signer.ts';
import { PACK_FILE, type PackFiles } from '../pack/pack-files.ts';
import type { ReadLog } from './check-log.ts';
import type { Findings } from './finding.ts';

const KEY_NAME = /^keys\/(?<id>[0-9a-f]{8})\.pem$/;

/** Returns the public keys of a pack by their ids. A key whose id is not its file's name was altered. */
export async function keysIn(
  files: PackFiles,
  names: ReadonlySet<string>,
  found: Findings,
): Promise<Map<string, PublicKey>> {
  const keys = new Map<string, PublicKey>();
  for (const file of names) {
    const { id } = KEY_NAME.exec(file)?.groups ?? {};
    if (id === undefined) continue;
    const key = readableKey(await files.read(file));
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
  files: PackFiles,
  names: ReadonlySet<string>,
  found: Findings,
): Promise<SignedCheckpoint | undefined> {
  const file = PACK_FILE.checkpoint;
  if (!names.has(file)) {
    found.add('unsigned', 'There is no checkpoint, so nobody signed this log', { file });
    return undefined;
  }
  const checkpoint = checkpointIn((await files.read(file)).toString('utf8'));
  if (!checkpoint) found.add('bad-signature', 'The checkpoint is not a signed note', { file });
  return checkpoint;
}

/** Checks the signatures of a checkpoint by the keys that are known, and that `trusted`, if given, is one of them. */
export function checkSignatures(
  { text, signatures, origin }: SignedCheckpoint,
  keys: ReadonlyMap<string, PublicKey>,
  trusted: string | undefined,
  found: Findings,
): void {
  const file = PACK_FILE.checkpoint;
  const known = signatures.flatMap(({ keyId, signature, name }) => {
    const key = keys.get(keyId);
    return key ? [{ key, signature, name }] : [];
  });
  for (const { key, signature, name } of known) {
    if (name !== origin || !isSignedBy(key, text, signature))
      found.add('bad-signature', `The signature by the key ${key.id} is not of this checkpoint`, { file });
  }
  const wanted = trusted ?? known[0]?.key.id;
  if (wanted === undefined) found.add('key-unknown', 'No key is known that signed the checkpoint', { file });
  else if (!known.some(({ key }) => key.id === wanted))
    found.add('key-unknown', `The checkpoint is not signed by the key ${wanted}`, { file });
  if (trusted === undefined)
    found.note(
      'own-key',
      `The key (${[...keys.keys()].join(', ')}) was taken from the data that it signs. This shows that the data is consistent, but not whose it is: compare the key with the one that the company published, or pass it with --key`,
    );
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

/** Compares the log with a checkpoint that the reader kept from before. */
export function checkEarlier(earlier: SignedCheckpoint, log: ReadLog, found: Findings): void {
  const { origin, size, root } = earlier;
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
