import type { SignedCheckpoint } from '../log/checkpoint.ts';
import { Manifest, PACK_FILE } from '../pack/pack-files.ts';
import type { CheckedFiles } from './checked-files.ts';
import type { Findings } from './finding.ts';

/** What a manifest has to agree with. */
interface Described {
  checkpoint: SignedCheckpoint | undefined;
  connection: string | null;
}

/**
 * Returns the manifest of a pack. If it is missing or altered, adds a finding and returns undefined. A register has no
 * manifest.
 */
export async function manifestIn(
  files: CheckedFiles,
  described: Described,
  found: Findings,
): Promise<Manifest | undefined> {
  if (files.from === 'register') return undefined;
  const file = PACK_FILE.manifest;
  const bytes = await files.read(file);
  if (!bytes) {
    found.add('missing', `The pack has no ${file}`, { file });
    return undefined;
  }
  const manifest = readable(bytes);
  const wrong = manifest ? differenceOf(manifest, described) : 'is not in the form in which it was written';
  if (wrong) found.add('tampered', `${file} ${wrong}`, { file });
  return manifest;
}

function differenceOf(manifest: Manifest, { checkpoint, connection }: Described): string | undefined {
  const { origin, size, root } = manifest;
  const isOfCheckpoint =
    !checkpoint ||
    (origin === checkpoint.origin && size === checkpoint.size && root === checkpoint.root.toString('base64'));
  if (!isOfCheckpoint) return 'describes another checkpoint than the pack has';
  return connection === null || manifest.connection === connection
    ? undefined
    : `names the connection ${manifest.connection}, but the log is of ${connection}`;
}

function readable(bytes: Buffer): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
