import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { openLocalRegister } from '../../lib/local/local-register.ts';
import { fillLargeRegister, LARGE, LAST_SYNC } from './large-register.ts';
import type { Row } from './row.ts';

/** In milliseconds: what the three seconds of the whole command leave when it has started and opened the register. */
const LONGEST = 2_500;
/** In bytes. */
const LARGEST = 3_000_000;

/** The report on a large register: how long it takes to load what writes it, read and write it, and how large it is. */
export async function largeReport(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'm365-evidence-bench-'));
  const register = await openLocalRegister(folder);
  try {
    await fillLargeRegister(register);
    const start = performance.now();
    const { readReport } = await import('../../lib/report/read-report.ts');
    const { renderReport } = await import('../../lib/report/render-report.ts');
    const data = await readReport({
      reader: new RegisterReader(register),
      connections: LARGE.connections.map((name) => ({ name, staleAfterHours: 48 })),
      now: Date.parse(LAST_SYNC) + 6 * 3_600_000,
      source: 'benchmark',
    });
    const read = performance.now();
    const page = await renderReport(data);
    const written = performance.now();
    const items = data.connections.flatMap(({ evidence }) => evidence.flatMap((group) => group.items)).length;
    const what = `Report on ${items.toLocaleString('en')} items`;
    const [took, bytes] = [written - start, Buffer.byteLength(page)];
    return [
      {
        what,
        value: `${took.toFixed(0)} ms, ${(read - start).toFixed(0)} of them reading`,
        limit: `${LONGEST} ms`,
        over: took > LONGEST,
      },
      {
        what: `${what}, its file`,
        value: `${(bytes / 1e6).toFixed(2)} MB`,
        limit: '3 MB',
        over: bytes > LARGEST,
      },
    ];
  } finally {
    await register.close();
    await rm(folder, { recursive: true });
  }
}
