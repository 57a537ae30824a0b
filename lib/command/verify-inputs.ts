import { readFile } from 'node:fs/promises';
import { WrongUsage } from '../domain/user-error.ts';
import { checkpointIn, type SignedCheckpoint } from '../log/checkpoint.ts';
import { publicKeyIn } from '../log/signer.ts';
import type { TrustedKey } from '../verify/check-checkpoint.ts';

/** The id or the fingerprint of a key, as people copy it: in capitals, or with colons. */
const DIGITS = /^(?:[0-9a-f]{8}|[0-9a-f]{64})$/;

/** Returns the key that `--key` names. Throws WrongUsage if it is neither digits nor a file with a P-256 key. */
export async function trustedKey(typed: string): Promise<TrustedKey> {
  const digits = typed.replaceAll(':', '').toLowerCase();
  if (DIGITS.test(digits)) return digits;
  const pem = await contentOf(typed, '--key');
  try {
    return publicKeyIn(pem);
  } catch (cause) {
    throw new WrongUsage(`--key ${typed} is not the public key of a log`, {
      remedy:
        'Name a PEM file with a P-256 key, or write the 8 digits of its id or the 64 digits of its SHA-256.',
      cause,
    });
  }
}

/** Returns the checkpoint in a file. Throws WrongUsage if the file has none. Accepts line ends of Windows, as mail has them. */
export async function earlierCheckpoint(file: string): Promise<SignedCheckpoint> {
  const text = await contentOf(file, '--checkpoint');
  const checkpoint = checkpointIn(`${text.replaceAll('\r\n', '\n').trimEnd()}\n`);
  if (checkpoint) return checkpoint;
  throw new WrongUsage(`--checkpoint ${file} is not a signed checkpoint`, {
    remedy: 'Name the file "checkpoint" of an earlier pack.',
  });
}

async function contentOf(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new WrongUsage(`${option}: ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}`, {
      remedy: 'Name a file that exists and that you may read.',
      cause,
    });
  }
}
