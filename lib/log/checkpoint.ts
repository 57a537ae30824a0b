import { publicKeyOf, type Signer } from './signer.ts';

/** A statement about a log: it has `size` entries, and its Merkle tree has this root. */
export interface Checkpoint {
  /** The log's name. It has neither a blank nor a plus sign. */
  origin: string;
  size: number;
  root: Buffer;
}

/** A signature of a note, and the id (8 hexadecimal digits) of the key that it names. */
interface NoteSignature {
  name: string;
  keyId: string;
  signature: Buffer;
}

/** A checkpoint with its signatures, as C2SP's signed note writes them. */
export interface SignedCheckpoint extends Checkpoint {
  /** The signed text: three lines with their line feeds. */
  text: string;
  signatures: readonly NoteSignature[];
}

/** The signed checkpoints of one log. */
export interface CheckpointStore {
  /** Returns the newest signed note, if there is one. */
  newest: () => Promise<string | undefined>;
  /** Writes a signed note. Keeps the first one of each size. */
  put: (size: number, note: string) => Promise<void>;
}

/**
 * Returns the checkpoint as a signed note. Each signer adds a line, the newest key first.
 * Source: https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint
 */
export async function signCheckpoint(checkpoint: Checkpoint, signers: readonly Signer[]): Promise<string> {
  const text = checkpointText(checkpoint);
  const lines = signers.map(async (signer) => {
    const { id } = publicKeyOf(await signer.publicKey());
    const signature = Buffer.concat([Buffer.from(id, 'hex'), await signer.sign(text)]);
    return `— ${checkpoint.origin} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${(await Promise.all(lines)).join('')}`;
}

const NOTE =
  /^(?<text>(?<origin>[^\s+]+)\n(?<size>0|[1-9]\d{0,14})\n(?<root>[A-Za-z0-9+/]{43}=)\n)\n(?<signatures>(?:— [^\s+]+ [A-Za-z0-9+/]+={0,2}\n)+)$/u;

/** Returns the checkpoint in a signed note, without checking its signatures; undefined if it is no signed checkpoint. */
export function checkpointIn(note: string): SignedCheckpoint | undefined {
  const { text = '', origin = '', size, root = '', signatures = '' } = NOTE.exec(note)?.groups ?? {};
  if (!text || Buffer.from(root, 'base64').toString('base64') !== root) return undefined;
  return {
    text,
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    signatures: signatures.trimEnd().split('\n').map(signatureIn),
  };
}

/** Returns what people see of a checkpoint: the root in base64, and the id of the key that signed first. */
export function seenCheckpoint({ size, root, signatures: [signature] }: SignedCheckpoint) {
  return { size, root: root.toString('base64'), keyId: signature?.keyId ?? '' };
}

function signatureIn(line: string): NoteSignature {
  const [, name = '', encoded = ''] = line.split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  return { name, keyId: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}
