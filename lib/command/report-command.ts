import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import { expectationOf } from '../cloud/frequency.ts';
import { chooseRecorded, type RecordedConnection } from '../deployment/connection-choice.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';
import type { ReportedConnection } from '../report/model/reported-connection.ts';
import { readReport } from '../report/read-report.ts';
import { renderReport } from '../report/render-report.ts';
import { EXIT } from './exit-status.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { fileNameOf, writeReport } from './report-file.ts';
import { type TypedRange, timeRange } from './time-range.ts';

export interface ReportOptions extends PlaceOptions, TypedRange {
  output?: string;
  connection?: string;
  json?: true;
}

/** No evidence is older than Microsoft Graph; each day of a period takes its time. */
const FIRST_DAY = '2015-01-01';

/** Writes the report, or prints what it holds as JSON. Gives the exit status. */
export async function reportCommand(_: unknown, options: ReportOptions): Promise<number> {
  const { connection, output, json } = options;
  const { from, to } = timeRange(options);
  const now = systemClock.now();
  if (from && Date.parse(from) >= now) {
    throw new WrongUsage(`--from ${options.from} is still to come: a report is of the past.`);
  }
  if (from && from < FIRST_DAY) {
    throw new WrongUsage(
      `--from ${options.from} is before there was Microsoft Graph: begin on ${FIRST_DAY} or later.`,
    );
  }
  await using deployment = await openDeployment(options, { reading: true });
  const reader = new RegisterReader(await deployment.register());
  const chosen = chooseRecorded(deployment.connections, await reader.connections(), connection);
  const connections = chosen.map(reported);
  const data = await readReport({
    reader,
    connections,
    now,
    from,
    to,
    source: deployment.registerOf,
    fictional: deployment.fictional,
  });
  if (json) {
    process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    return EXIT.well;
  }
  const html = await renderReport(data);
  const file = await writeReport(html, output || fileNameOf(data), { replace: Boolean(output) });
  if (data.connections.every(({ evidence }) => evidence.length === 0)) {
    process.stderr.write('The report holds no evidence: there is none in the register for its period.\n');
  }
  process.stdout.write(`Report: ${file} (${(Buffer.byteLength(html) / 1_000).toFixed(0)} kB)\n`);
  return EXIT.well;
}

/** How often a connection was synced that is no longer configured, nobody knows: its days are not counted. */
function reported({ name, configured }: RecordedConnection): ReportedConnection {
  const { frequency = 'daily', staleAfterHours = 48 } = configured ?? {};
  return { name, configured: configured !== undefined, staleAfterHours, ...expectationOf(frequency) };
}
