import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';
import { readReport } from '../report/read-report.ts';
import { renderReport } from '../report/render-report.ts';
import { connectionsOf } from './evidence-command.ts';
import { EXIT } from './exit-status.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { type TypedRange, timeRange } from './time-range.ts';

export interface ReportOptions extends PlaceOptions, TypedRange {
  output?: string;
  connection?: string;
  json?: true;
}

/** Writes the report, or prints what it holds as JSON. Gives the exit status. */
export async function reportCommand(_: unknown, options: ReportOptions): Promise<number> {
  const period = timeRange(options);
  const now = systemClock.now();
  if (period.from && Date.parse(period.from) >= now) {
    throw new WrongUsage(`--from ${options.from} is still to come: a report is of the past.`);
  }
  await using resources = new AsyncDisposableStack();
  const deployment = resources.adopt(await openDeployment(options), (opened) => opened.close());
  const names = connectionsOf(deployment, options.connection);
  const data = await readReport({
    reader: new RegisterReader(await deployment.register()),
    connections: deployment.connections.filter(({ name }) => names.includes(name)),
    now,
    source: deployment.description,
    ...period,
  });
  if (options.json) {
    process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    return EXIT.well;
  }
  const file = resolve(options.output ?? `m365-evidence-${new Date(now).toISOString().slice(0, 10)}.html`);
  const html = await renderReport(data);
  await writeFile(file, html);
  process.stdout.write(`Report: ${file} (${(Buffer.byteLength(html) / 1_000).toFixed(0)} kB)\n`);
  return EXIT.well;
}
