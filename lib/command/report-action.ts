import { join } from 'node:path';
import type { Deployment } from '../deployment/deployment.ts';
import type { Period } from '../domain/period.ts';
import { EXIT, WrongUsage } from '../domain/user-error.ts';
import { readReport } from '../export/html/read-report.ts';
import { renderReport } from '../export/html/render-report.ts';
import type { ReportReader } from '../export/html/report-reader.ts';
import { syncNumbers } from '../register/sync-numbers.ts';
import { listedNotes } from '../settings/report-notes.ts';
import type { CommandContext } from './command-definition.ts';
import { readStatus } from './exit-status.ts';
import { openForReading, reportedConnection } from './opened-register.ts';
import type { CommandOutput } from './output/command-output.ts';
import { nothingFound } from './output/empty-register.ts';
import { findingsText } from './output/findings-text.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { fileNameOf, reportFolder, writeReport } from './report-file.ts';
import { reportOrigin } from './report-origin.ts';
import { reportSeal } from './report-seal.ts';
import { type SampleOptions, sampleRequest } from './sample-options.ts';
import { rangeText, type TypedRange, timeRange } from './time-range.ts';

interface ReportOptions extends PlaceOptions, TypedRange, SampleOptions {
  output?: string;
  connection?: string[];
  for?: ReportReader;
  each?: true;
  by?: string;
  allowEmpty?: true;
  json?: true;
}

/** The file name that means standard output for `--output`. */
const STANDARD_OUTPUT = '-';
/** No evidence is older than Microsoft Graph. There is a limit because each day of a period takes time to check. */
const FIRST_DAY = '2015-01-01';

/** Writes the report, or one for each connection, or prints its data as JSON. Returns the exit status. */
export async function report(_: unknown, options: ReportOptions, context: CommandContext): Promise<number> {
  const now = context.clock.now();
  const range = pastRange(options, now);
  const sample = sampleRequest(options);
  await using deployment = await openDeployment(options, context.output, { reading: true });
  const asked = { ...context, deployment, range, sample, now };
  if (!options.each) return await writeOne(options, asked);
  if (options.output === STANDARD_OUTPUT)
    throw new WrongUsage('--each writes several files, which cannot share standard output', {
      remedy: 'Name a folder with --output.',
    });
  const { chosen } = await openForReading(deployment, options.connection);
  const folder = await reportFolder(options.output || '.');
  const { output: _folder, ...others } = options;
  const statuses: number[] = [];
  // One after another, each from a reader of its own, so that no report holds a finding of another connection.
  for (const { name } of chosen)
    statuses.push(await writeOne({ ...others, connection: [name] }, { ...asked, folder }));
  return Math.max(EXIT.success, ...statuses);
}

interface AskedReport extends Pick<CommandContext, 'output'> {
  deployment: Deployment;
  range: Period;
  sample: ReturnType<typeof sampleRequest>;
  /** Milliseconds since 1970. */
  now: number;
  /** The folder of new files. */
  folder?: string;
}

async function writeOne(
  options: ReportOptions,
  { output, deployment, range, sample, now, folder = '.' }: AskedReport,
): Promise<number> {
  const { connection, output: file, json, allowEmpty, for: audience } = options;
  const { from, to } = range;
  const register = await openForReading(deployment, connection);
  const { reader, damaged, chosen } = register;
  const connections = chosen.map(reportedConnection);
  const { registerOf: source, fictional } = deployment;
  const sealOf = reportSeal(deployment, { from, to }, now);
  const numbersOf = async (name: string, since: string) =>
    syncNumbers(await deployment.register(), name, since);
  const written = reportOrigin(deployment, options);
  const terms = { settings: await deployment.settings(), notes: listedNotes() };
  const data = await readReport({
    ...{ reader, damaged, connections, sealOf, numbersOf, now, source, fictional },
    ...{ from, to, sample, written },
    ...terms,
  });
  const isEmpty = data.connections.every(({ evidence, runs }) => evidence.length === 0 && runs.length === 0);
  if (isEmpty) {
    const nothing = await nothingFound({ what: 'sync', allowEmpty }, deployment, register);
    (allowEmpty ? output.hint : output.problem)(nothing);
  }
  if (json) output.result(`${JSON.stringify(data, null, 2)}\n`);
  else if (!isEmpty || allowEmpty) {
    if (data.connections.every(({ evidence }) => evidence.length === 0))
      output.hint('The report holds no evidence: no sync of its period read any.\n');
    const name = join(folder, fileNameOf(data, { all: !connection, reader: audience }));
    await write(await renderReport(data, audience ? [audience] : undefined), file, name, output);
  }
  output.problem(findingsText(data.damaged));
  return readStatus({ isEmpty, allowEmpty, damaged: data.damaged });
}

/** Returns the typed range. Throws WrongUsage if it begins in the future, or before there could be evidence. */
function pastRange(options: ReportOptions, now: number): Period {
  const range = timeRange(options, now);
  const { from } = range;
  if (from && Date.parse(from) >= now) {
    throw new WrongUsage(`${rangeText(options)} is in the future: a report covers the past`, {
      remedy: 'Begin in the past.',
    });
  }
  if (from && from < FIRST_DAY) {
    throw new WrongUsage(`${rangeText(options)} is before Microsoft Graph existed`, {
      remedy: `Begin on ${FIRST_DAY} or later.`,
    });
  }
  return range;
}

/** Writes the report to the typed file, or to a new one with the default name, and prints its path. */
async function write(
  html: string,
  typed: string | undefined,
  defaultName: string,
  { quiet, result }: CommandOutput,
): Promise<void> {
  if (typed === STANDARD_OUTPUT) return result(html);
  const file = await writeReport(html, typed || defaultName, { replace: Boolean(typed) });
  const size = `${(Buffer.byteLength(html) / 1_000).toFixed(0)} kB`;
  result(quiet ? `${file}\n` : `Report: ${file} (${size})\n`);
}
