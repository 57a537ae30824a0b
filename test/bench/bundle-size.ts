import { stat } from 'node:fs/promises';
import type { Row } from './row.ts';

/** A bundle's size against its limit in kB, of 1,000 bytes each. */
export async function bundleSize(name: string, file: string, limit: number): Promise<Row> {
  const { size } = await stat(file);
  const value = `${(size / 1_000).toFixed(1)} kB (${(size / 1_024).toFixed(1)} KiB)`;
  return { what: `Bundle of ${name}`, value, limit: `${limit} kB`, over: size > limit * 1_000 };
}
