import type { SignedCheckpoint } from '../log/checkpoint.ts';
import { Manifest, PACK_FILE, type PackFiles } from '../pack/pack-files.ts';
import type { Findings } from './finding.ts';

/** Returns the manifest of a pack; undefined, with a finding, if it has none or was altered. A register has none. */
export async function manifestIn(
  files: PackFiles,
  names: ReadonlySet<string>,
  checkpoint: SignedCheckpoint | undefined,
  found: Findings,
): Promise<Manifest | undefined> {
  const file = PACK_FILE.manifest;
  if (!names.has(file)) {
    if (files.from === 'pack') found.add('missing', `The pack has no ${file}`, { file });
    return undefined;
  }
  const manifest = readable(await files.read(file));
  if (!manifest) {
    found.add('tampered', `${file} is not in the form in which it was written`, { file });
    return undefined;
  }
  const { origin, size, root } = manifest;
  const signed = checkpoint && {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: checkpoint.root.toString('base64'),
  };
  if (signed && (origin !== signed.origin || size !== signed.size || root !== signed.root))
    found.add('tampered', `${file} describes another checkpoint than the pack has`, { file });
  return manifest;
}

function readable(bytes: Buffer): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
