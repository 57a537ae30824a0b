import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertProcesses } from './alert-processes.ts';
import { bundle } from './bundle.ts';
import { bundleSize } from './bundle-size.ts';
import { completeSync } from './complete-sync.ts';
import { helpTime } from './help-time.ts';
import { importTimes } from './import-time.ts';
import { largeRegisterRows } from './large-register-rows.ts';
import { packHistory } from './pack-history.ts';
import { peakMemory } from './peak-memory.ts';
import { type Row, rowsAsText } from './row.ts';
import { startSandboxes } from './sandboxes.ts';
import { syncCost } from './sync-cost.ts';
import { verifyLongLog } from './verify-long-log.ts';
import { wallTime } from './wall-time.ts';

/** Size limit of each function's bundle in kB. */
const LARGEST = {
  authenticate: 600,
  collect: 420,
  'record-evidence': 300,
  'seal-sync': 450,
  'announce-sync': 380,
  'measure-freshness': 350,
};
/** Number of alerts, and how often they are collected: enough for a stable median in a tolerable time. */
const SIZES = [
  { alerts: 100, times: 41 },
  { alerts: 10_000, times: 5 },
  { alerts: 100_000, times: 3 },
];

const start = performance.now();
const rows: Row[] = [];
const folder = await mkdtemp(join(tmpdir(), 'm365-evidence-bench-'));
const sandboxes = await startSandboxes([
  ...SIZES.map(({ alerts }) => [alerts, 'ignores'] as const),
  [10_000, 'honours'],
]);
try {
  for (const { alerts, times } of SIZES) rows.push(await wallTime(alerts, sandboxes.portOf(alerts), times));
  rows.push(...(await alertProcesses(sandboxes, folder)));
  rows.push(await peakMemory(sandboxes, folder));
  rows.push(...(await completeSync(sandboxes.portOf(10_000))));
  const bundles: Record<string, string> = {};
  for (const [name, limit] of Object.entries(LARGEST)) {
    bundles[name] = await bundle(`lambdas/${name}.ts`, folder);
    rows.push(await bundleSize(name, bundles[name], limit));
  }
  rows.push(...(await importTimes(bundles, folder)));
  rows.push(...(await largeRegisterRows(folder)));
  rows.push(...(await syncCost(folder)));
  rows.push(await verifyLongLog());
  rows.push(await packHistory(folder));
  rows.push(await helpTime());
} finally {
  await sandboxes.close();
  await rm(folder, { recursive: true });
}
process.stdout.write(`${rowsAsText(rows)}\nTook ${((performance.now() - start) / 1_000).toFixed(0)} s.\n`);
if (rows.some(({ over }) => over)) process.exitCode = 1;
