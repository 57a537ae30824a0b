import { Manifest, PACK_FILE } from '../../lib/pack/pack-files.ts';
import { type SampleFiles, samplePack } from './sample-pack.ts';

/** Returns a pack with a long log, of a period without syncs: so only the log is verified. */
export async function packOfLongLog(entries: number): Promise<SampleFiles> {
  const files = await samplePack({ syncs: entries });
  for (const name of [...files.keys()]) if (name.startsWith('syncs/')) files.delete(name);
  const manifest = Manifest.parse(JSON.parse(files.text(PACK_FILE.manifest)));
  files.write(PACK_FILE.manifest, JSON.stringify({ ...manifest, from: '2000-01-01', to: '2000-12-31' }));
  return files.sum();
}
