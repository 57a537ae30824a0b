import { readStanding } from '../audit/standing.ts';
import type { CommandContext } from './command-definition.ts';
import { readStatus } from './exit-status.ts';
import { openForReading, reportedConnection } from './opened-register.ts';
import { nothingFound } from './output/empty-register.ts';
import { findingsText } from './output/findings-text.ts';
import { attentionHint, statusTable } from './output/status-table.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';

interface StatusOptions extends PlaceOptions {
  connection?: string[];
  json?: true;
}

/** Shows the present state of all connections. Returns the exit status. */
export async function status(
  _: unknown,
  options: StatusOptions,
  { output, clock }: CommandContext,
): Promise<number> {
  const now = clock.now();
  await using deployment = await openDeployment(options, output, { reading: true });
  const register = await openForReading(deployment, options.connection);
  const { reader, chosen } = register;
  const [table, { thresholds }] = await Promise.all([deployment.register(), deployment.settings()]);
  const standings = await Promise.all(
    chosen.map((one) => readStanding(reportedConnection(one), { reader, table, thresholds, now })),
  );
  const damaged = register.damaged();
  const isEmpty = standings.length === 0;
  if (options.json) output.result(`${JSON.stringify({ status: standings, damaged }, null, 2)}\n`);
  else if (!isEmpty) {
    output.result(statusTable(standings, now));
    output.remark(attentionHint(standings, placeOf(options)));
  }
  if (isEmpty) output.problem(await nothingFound({ what: 'sync', allowEmpty: false }, deployment, register));
  output.problem(findingsText(damaged));
  return readStatus({ isEmpty, damaged });
}
