import type { ReportData } from '../audit/report-data.ts';
import { WrongUsage } from '../domain/user-error.ts';
import { readReport } from '../export/html/read-report.ts';
import { renderReport } from '../export/html/render-report.ts';
import { systemClock } from '../sync/system-clock.ts';
import { readStatus } from './exit-status.ts';
import { openForReading } from './opened-register.ts';
import { nothingFound } from './output/empty-register.ts';
import { findingsText } from './output/findings-text.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { fileNameOf, writeReport } from './report-file.ts';
import { reportedConnection } from './reported-connection.ts';
import { type TypedRange, timeRange } from './time-range.ts';

export interface ReportOptions extends PlaceOptions, TypedRange {
  output?: string;
  connection?: string[];
  allowEmpty?: true;
  json?: true;
}

/** The file name that means standard output for `--output`. */
const STANDARD_OUTPUT = '-';
/** No evidence is older than Microsoft Graph. There is a limit because each day of a period takes time to check. */
const FIRST_DAY = '2015-01-01';

/** Writes the report, or prints its data as JSON. Returns the exit status. */
export async function reportCommand(_: unknown, options: ReportOptions): Promise<number> {
  const { connection, output, json, allowEmpty } = options;
  const { from, to } = timeRange(options);
  const now = systemClock.now();
  if (from && Date.parse(from) >= now) {
    throw new WrongUsage(`--from ${options.from} is in the future: a report covers the past`, {
      remedy: 'Begin in the past.',
    });
  }
  if (from && from < FIRST_DAY) {
    throw new WrongUsage(`--from ${options.from} is before Microsoft Graph existed`, {
      remedy: `Begin on ${FIRST_DAY} or later.`,
    });
  }
  await using deployment = await openDeployment(options, { reading: true });
  const register = await openForReading(deployment, connection);
  const { reader, damaged, chosen } = register;
  const connections = chosen.map(reportedConnection);
  const { registerOf: source, fictional } = deployment;
  const data = await readReport({ reader, damaged, connections, now, from, to, source, fictional });
  const isEmpty = data.connections.every(({ evidence, runs }) => evidence.length === 0 && runs.length === 0);
  if (isEmpty) process.stderr.write(await nothingFound({ what: 'sync', allowEmpty }, deployment, register));
  const status = readStatus({ isEmpty, allowEmpty, damaged: data.damaged });
  if (json) process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  else if (!isEmpty || allowEmpty) await write(await renderReport(data), data, { output, all: !connection });
  process.stderr.write(findingsText(data.damaged));
  return status;
}

async function write(
  html: string,
  data: ReportData,
  { output, all }: { output: string | undefined; all: boolean },
): Promise<void> {
  const withoutEvidence = data.connections.every(({ evidence }) => evidence.length === 0);
  if (withoutEvidence)
    process.stderr.write('The report holds no evidence: no sync of its period read any.\n');
  if (output === STANDARD_OUTPUT) {
    process.stdout.write(html);
    return;
  }
  const file = await writeReport(html, output || fileNameOf(data, { all }), { replace: Boolean(output) });
  process.stdout.write(`Report: ${file} (${(Buffer.byteLength(html) / 1_000).toFixed(0)} kB)\n`);
}
