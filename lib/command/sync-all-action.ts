import type { Deployment } from '../deployment/deployment.ts';
import type { Connection } from '../domain/connection.ts';
import { sentence } from '../domain/plain-text.ts';
import { EXIT } from '../domain/user-error.ts';
import { newestCheckpoint } from '../register/newest-checkpoint.ts';
import type { CommandContext } from './command-definition.ts';
import { checkAll, eachOf } from './each-connection.ts';
import type { EndedSync } from './ended-sync.ts';
import { findingsText } from './output/findings-text.ts';
import { syncsTable } from './output/syncs-table.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';
import { explained } from './print-error.ts';
import { reviewOf } from './recorded-review.ts';

interface SyncAllOptions extends PlaceOptions {
  json?: true;
  wait: boolean;
}

/** A sync runs up to four functions at once, and a new AWS account runs ten. */
const AT_ONCE_ON_AWS = 2;

/** Syncs all configured connections and shows how each sync ended. Returns the exit status. */
export async function syncAll(
  name: string | undefined,
  options: SyncAllOptions,
  context: CommandContext,
): Promise<number> {
  const { output, signal } = context;
  await using deployment = await openDeployment(options, output);
  const { connections, description } = deployment;
  checkAll(name, options, connections);
  output.hint(`Syncing ${connections.map((one) => one.name).join(', ')}: ${description}\n`);
  const syncs = await eachOf(connections, options.local ? 1 : AT_ONCE_ON_AWS, async (connection) => {
    const ended = await syncOne(deployment, connection, options, context);
    output.hint(`${ended.connection}: ${ended.ended.replace('-', ' ')}\n`);
    return ended;
  });
  if (options.json) output.result(`${JSON.stringify({ syncs }, null, 2)}\n`);
  else output.result(syncsTable(syncs));
  output.problem(findingsText(syncs.flatMap(({ damaged }) => damaged)));
  if (signal.aborted) {
    output.problem(interruptedText(syncs));
    return EXIT.interrupted;
  }
  const isFine = ({ ended, damaged }: EndedSync) =>
    (ended === 'complete' || ended === 'started') && damaged.length === 0;
  return syncs.every(isFine) ? EXIT.success : EXIT.failure;
}

/** Syncs a connection. Never rejects, so that the other connections are synced too. */
async function syncOne(
  deployment: Deployment,
  { name: connection }: Connection,
  options: SyncAllOptions,
  { signal, clock }: CommandContext,
): Promise<EndedSync> {
  const nothing = {
    connection,
    why: null,
    execution: null,
    run: null,
    evidence: [],
    checkpoint: null,
    damaged: [],
  };
  if (signal.aborted) return { ...nothing, ended: 'not-started' };
  let execution: string | null = null;
  try {
    const started = await deployment.startSync(connection);
    execution = started.execution;
    if (!options.wait) return { ...nothing, execution, ended: 'started' };
    const end = await started.follow(() => {}, signal);
    if (end.ended === 'left')
      return { ...nothing, execution, ended: options.local ? 'interrupted' : 'continues' };
    if (end.ended === 'not-connected')
      return { ...nothing, execution, ended: 'not-connected', why: sentence(end.why) };
    if (end.ended === 'unrecorded') return { ...nothing, execution, ended: 'failed', why: end.why };
    const reviewed = await reviewOf(deployment, connection, end.run, clock.now());
    if (!reviewed)
      return { ...nothing, execution, ended: 'failed', why: `${end.run} is not in the register.` };
    const { review, damaged } = reviewed;
    const { run, evidence } = review;
    const checkpoint = await newestCheckpoint(await deployment.register(), connection);
    // An execution of an incomplete or rejected sync always fails, with the reasons that the run has.
    const failure = run.status === 'complete' ? end.failure : undefined;
    const why = failure === undefined ? null : `Recorded, but the execution failed afterwards. ${failure}`;
    const ended = failure === undefined ? run.status : 'failed';
    return { connection, ended, why, execution, run, evidence, checkpoint, damaged };
  } catch (error) {
    const place = { ...placeOf(options), command: 'sync', connection } as const;
    const whenLeft = options.local ? 'interrupted' : 'continues';
    const ended = signal.aborted && execution !== null ? whenLeft : 'failed';
    return { ...nothing, execution, ended, why: explained(error, place) };
  }
}

function interruptedText(syncs: readonly EndedSync[]): string {
  const named = (ended: EndedSync['ended']) =>
    syncs
      .filter((sync) => sync.ended === ended)
      .map(({ connection }) => connection)
      .join(', ');
  const [continuing, interrupted, waiting] = [named('continues'), named('interrupted'), named('not-started')];
  return [
    'Interrupted.',
    ...(continuing
      ? [`These syncs continue on AWS: ${continuing}. "npx m365-evidence runs" shows how they ended.`]
      : []),
    ...(interrupted ? [`Nothing was recorded of the sync of ${interrupted}.`] : []),
    ...(waiting ? [`Not started: ${waiting}.`] : []),
    '',
  ].join('\n');
}
