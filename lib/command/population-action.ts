import type { DueSyncRow } from '../audit/due-sync-rows.ts';
import { POPULATION_RULE, populationText } from '../audit/population-text.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { CommandContext } from './command-definition.ts';
import { readStatus } from './exit-status.ts';
import { openForReading } from './opened-register.ts';
import { nothingFound } from './output/empty-register.ts';
import { findingsText } from './output/findings-text.ts';
import { wrapped } from './output/terminal.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { readPopulations } from './population-reading.ts';
import { type TypedRange, timeRange } from './time-range.ts';

interface PopulationOptions extends PlaceOptions, TypedRange {
  connection?: string[];
  allowEmpty?: true;
  format: 'table' | 'json' | 'csv' | 'oscal';
}

/** Lists every due sync of a period with its outcome. Returns the exit status. */
export async function population(
  options: PopulationOptions,
  { output, clock }: CommandContext,
): Promise<number> {
  const { format, allowEmpty } = options;
  if (format === 'oscal') {
    throw new WrongUsage('--population cannot be written as OSCAL, which has no form for due syncs', {
      remedy: 'Write --format csv or --format json.',
    });
  }
  const now = clock.now();
  const range = timeRange(options, now);
  await using deployment = await openDeployment(options, output, { reading: true });
  const register = await openForReading(deployment, options.connection);
  const read = await readPopulations(register, await deployment.register(), { range, now });
  const { populations } = read;
  const rows = populations.flatMap(({ due }) => due);
  const damaged = register.damaged();
  const isEmpty = rows.length === 0;
  if (format === 'json')
    output.result(`${JSON.stringify({ ...read, rule: POPULATION_RULE, damaged }, null, 2)}\n`);
  else if (!isEmpty || allowEmpty) output.result(await listOf(format, rows));
  if (isEmpty) {
    const nothing = await nothingFound({ what: 'due sync', allowEmpty }, deployment, register);
    (allowEmpty ? output.hint : output.problem)(nothing);
  }
  for (const one of populations) {
    const lines = [`${one.connection}: ${populationText(one)}.`, ...one.caveats];
    output.remark(lines.map((line) => `${wrapped(line)}\n`).join(''));
  }
  output.problem(findingsText(damaged));
  return readStatus({ isEmpty, allowEmpty, damaged });
}

async function listOf(format: 'table' | 'csv', rows: readonly DueSyncRow[]): Promise<string> {
  if (format === 'csv') return (await import('../export/population-csv.ts')).populationCsv(rows);
  if (rows.length === 0) return '';
  return (await import('./output/population-table.ts')).populationTable(rows);
}
