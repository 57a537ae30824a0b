import { chooseConnection } from '../deployment/connection-choice.ts';
import type { StartedSync } from '../deployment/deployment.ts';
import type { SyncEnd } from '../deployment/sync-end.ts';
import { sentence } from '../domain/plain-text.ts';
import { commandAt } from '../domain/remedy.ts';
import type { SyncReview } from '../domain/sync-review.ts';
import { EXIT, WrongUsage } from '../domain/user-error.ts';
import { newestCheckpoint } from '../register/newest-checkpoint.ts';
import type { CommandContext } from './command-definition.ts';
import type { CommandOutput } from './output/command-output.ts';
import { findingsText } from './output/findings-text.ts';
import { showHistory } from './output/history-progress.ts';
import { progressLines } from './output/progress-view.ts';
import { failuresText, type SyncFooter, syncRows, syncText } from './output/sync-text.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';
import { reviewOf } from './recorded-review.ts';
import { storingOf } from './storing.ts';

interface SyncOptions extends PlaceOptions {
  json?: true;
  /** Whether to sync all configured connections. */
  all?: true;
  /** Days of the sandbox tenant's past to record first. */
  days?: number;
  /** False if the command only starts the sync. */
  wait: boolean;
}

const CONTINUES = 'The sync continues on AWS: "npx m365-evidence runs" shows how it ended.\n';

/** Syncs a connection, follows the sync to its end and shows its result. Returns the exit status. */
export async function sync(
  name: string | undefined,
  options: SyncOptions,
  context: CommandContext,
): Promise<number> {
  const { local, days, wait } = options;
  const { output, signal } = context;
  if (local && !wait) {
    throw new WrongUsage('--no-wait is for a sync on AWS: a sync on this machine runs in this process', {
      remedy: 'Leave out --no-wait.',
    });
  }
  if (!local && days !== undefined) {
    throw new WrongUsage('--days is for the sandbox tenant, on this machine', {
      remedy: 'To sync it, add --local.',
    });
  }
  if (options.all) return (await import('./sync-all-action.ts')).syncAll(name, options, context);
  await using deployment = await openDeployment(options, output);
  const chosen = chooseConnection(deployment.connections, name);
  const connection = chosen.name;
  if (days !== undefined) {
    await showHistory(days, output.progress(), signal, async (watch) =>
      deployment.recordHistory?.(connection, days, watch),
    );
  }
  if (signal.aborted) return left(options, output);
  const started = await deployment.startSync(connection);
  if (!wait) return showStarted(started.execution, connection, options, output);
  output.hint(`Syncing connection ${connection}: ${deployment.description}\n`);
  const end = await follow(started, options, context);
  if (end.ended === 'left') return left(options, output);
  if (end.ended === 'not-connected') {
    output.problem(notConnectedText(connection, end.why, options));
    return EXIT.failure;
  }
  const reviewed =
    end.ended === 'recorded' && (await reviewOf(deployment, connection, end.run, context.clock.now()));
  if (!reviewed) {
    output.problem(`The sync could not be recorded. ${end.ended === 'unrecorded' ? end.why : end.run}\n`);
    return EXIT.failure;
  }
  const { review, damaged } = reviewed;
  const checkpoint = await newestCheckpoint(await deployment.register(), connection);
  const storing = storingOf(chosen, deployment, { ...placeOf(options), command: 'sync', connection });
  show(review, { folder: deployment.folder, checkpoint, storing }, options, output);
  output.problem(findingsText(damaged));
  if (review.run.status !== 'complete') return EXIT.failure;
  if (end.failure === undefined) return damaged.length > 0 ? EXIT.failure : EXIT.success;
  output.problem(`Everything is recorded, but the execution failed afterwards. ${end.failure}\n`);
  return EXIT.failure;
}

async function follow(
  started: StartedSync,
  { local }: SyncOptions,
  { output, signal }: CommandContext,
): Promise<SyncEnd> {
  const display = output.progress();
  try {
    return await started.follow((event) => display.show(progressLines(event)), signal);
  } catch (error) {
    if (!local) output.hint(CONTINUES);
    throw error;
  } finally {
    display.done();
  }
}

function show(review: SyncReview, footer: SyncFooter, { json }: SyncOptions, output: CommandOutput): void {
  const { run, evidence } = review;
  if (json) output.result(`${JSON.stringify({ run, evidence, checkpoint: footer.checkpoint }, null, 2)}\n`);
  else output.result(output.quiet ? syncRows(review) : syncText(review, footer));
  if (output.quiet) output.problem(failuresText(run));
}

function showStarted(
  execution: string,
  connection: string,
  { json }: SyncOptions,
  { quiet, result }: CommandOutput,
): number {
  const next = `See how it ended: npx m365-evidence runs --connection ${connection}`;
  if (json) result(`${JSON.stringify({ execution }, null, 2)}\n`);
  else result(quiet ? `${execution}\n` : `Started: ${execution}\n${next}\n`);
  return EXIT.success;
}

function notConnectedText(connection: string, why: string, options: SyncOptions): string {
  const connect = commandAt('connect', { ...placeOf(options), command: 'sync', connection });
  return `${connection} is not connected yet: ${sentence(why)} Nothing was recorded. Connect it: ${connect}\n`;
}

function left({ local }: SyncOptions, { problem }: CommandOutput): number {
  const here = 'Interrupted. Nothing of this sync was recorded; earlier syncs are unchanged.\n';
  problem(local ? here : `No longer following the sync. ${CONTINUES}`);
  return EXIT.interrupted;
}
