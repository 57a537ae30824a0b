/** The program of a fresh process: what `m365-evidence report` does with the register in a folder, for these connections. */
import { writeFile } from 'node:fs/promises';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { expectationOf } from '../../lib/cloud/frequency.ts';
import { openLocalRegister } from '../../lib/local/local-register.ts';
import { readReport } from '../../lib/report/read-report.ts';
import { renderReport } from '../../lib/report/render-report.ts';

const [folder = '', file = '', now = '', ...connections] = process.argv.slice(2);
const register = await openLocalRegister(folder);
const data = await readReport({
  reader: new RegisterReader(register),
  connections: connections.map((name) => ({
    name,
    configured: true,
    staleAfterHours: 48,
    ...expectationOf('daily'),
  })),
  now: Date.parse(now),
  source: 'benchmark',
});
await writeFile(file, await renderReport(data));
await register.close();
