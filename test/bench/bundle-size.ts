import { stat } from 'node:fs/promises';
import type { Row } from './row.ts';

/** Compares a bundle's size with its limit, in kB of 1,000 bytes. */
export async function bundleSize(name: string, file: string, limit: number): Promise<Row> {
  const { size } = await stat(file);
  const value = `${(size / 1_000).toFixed(1)} kB (${(size / 1_024).toFixed(1)} KiB)`;
  return { what: `Bundle of ${name}`, value, limit: `${limit} kB`, over: size > limit * 1_000 };
}
