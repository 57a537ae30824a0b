import { chooseConnection } from '../deployment/connection-choice.ts';
import type { Deployment, StartedSync, SyncEnd } from '../deployment/deployment.ts';
import { sentence } from '../domain/plain-text.ts';
import { commandAt } from '../domain/remedy.ts';
import type { SyncReview } from '../domain/sync-review.ts';
import { EXIT, WrongUsage } from '../domain/user-error.ts';
import { findingsIn } from '../register/integrity.ts';
import { DamageLog, type RegisterFinding } from '../register/register-finding.ts';
import { RegisterReader } from '../register/register-reader.ts';
import { systemClock } from '../sync/system-clock.ts';
import { findingsText } from './output/findings-text.ts';
import { showHistory } from './output/history-progress.ts';
import { progressDisplay } from './output/progress-display.ts';
import { progressLines } from './output/progress-view.ts';
import { syncText } from './output/sync-text.ts';
import { openDeployment, type PlaceOptions, placeOf } from './place-options.ts';

export interface SyncOptions extends PlaceOptions {
  json?: true;
  /** Days of the sandbox tenant's past to record first. */
  days?: number;
  /** False if the command only starts the sync. */
  wait: boolean;
}

const CONTINUES = 'The sync continues on AWS: "npx m365-evidence runs" shows how it ended.\n';

/** Syncs a connection, follows the sync to its end and shows its result. Returns the exit status. */
export async function syncCommand(
  name: string | undefined,
  options: SyncOptions,
  signal: AbortSignal,
): Promise<number> {
  const { local, days, wait, json } = options;
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
  await using deployment = await openDeployment(options);
  const connection = chooseConnection(deployment.connections, name).name;
  if (days !== undefined) {
    await showHistory(days, signal, async (watch) => deployment.recordHistory?.(connection, days, watch));
  }
  if (signal.aborted) return left(options);
  const sync = await deployment.startSync(connection);
  if (!wait) return started(sync.execution, connection, options);
  process.stderr.write(`Syncing connection ${connection}: ${deployment.description}\n`);
  const end = await follow(sync, options, signal);
  if (end.ended === 'left') return left(options);
  if (end.ended === 'not-connected') return notConnected(connection, end.why, options);
  const reviewed = end.ended === 'recorded' && (await reviewOf(deployment, connection, end.run));
  if (!reviewed) {
    process.stderr.write(
      `The sync could not be recorded. ${end.ended === 'unrecorded' ? end.why : end.run}\n`,
    );
    return EXIT.failure;
  }
  const { review, damaged } = reviewed;
  process.stdout.write(json ? inJson(review) : syncText(review, deployment.folder));
  process.stderr.write(findingsText(damaged));
  if (review.run.status !== 'complete') return EXIT.failure;
  if (end.failure === undefined) return damaged.length > 0 ? EXIT.failure : EXIT.success;
  process.stderr.write(`Everything is recorded, but the execution failed afterwards. ${end.failure}\n`);
  return EXIT.failure;
}

async function follow(sync: StartedSync, { local }: SyncOptions, signal: AbortSignal): Promise<SyncEnd> {
  const display = progressDisplay(process.stderr);
  try {
    return await sync.follow((event) => display.show(progressLines(event)), signal);
  } catch (error) {
    if (!local) process.stderr.write(CONTINUES);
    throw error;
  } finally {
    display.done();
  }
}

/** Returns the sync as the register holds it, and the findings on it and on earlier syncs; undefined if it is not recorded. */
async function reviewOf(
  deployment: Deployment,
  connection: string,
  id: string,
): Promise<{ review: SyncReview; damaged: RegisterFinding[] } | undefined> {
  const log = new DamageLog();
  const reader = new RegisterReader(await deployment.register(), log.onDamaged);
  const run = await reader.run(connection, id);
  if (!run) return undefined;
  const { evidence, ...others } = await reader.review(run);
  const read = { evidence, runs: [run], isExpected: () => true, damaged: log.found() };
  const changed = findingsIn({ ...read, now: systemClock.now() });
  return { review: { ...others, evidence }, damaged: [...log.found(), ...changed] };
}

function started(execution: string, connection: string, { json }: SyncOptions): number {
  const text = `Started: ${execution}\nSee how it ended: npx m365-evidence runs --connection ${connection}\n`;
  process.stdout.write(json ? `${JSON.stringify({ execution }, null, 2)}\n` : text);
  return EXIT.success;
}

function notConnected(connection: string, why: string, options: SyncOptions): number {
  const connect = commandAt('connect', { ...placeOf(options), command: 'sync', connection });
  process.stderr.write(
    `${connection} is not connected yet: ${sentence(why)} Nothing was recorded. Connect it: ${connect}\n`,
  );
  return EXIT.failure;
}

function left({ local }: SyncOptions): number {
  const here = 'Interrupted. Nothing of this sync was recorded; earlier syncs are unchanged.\n';
  process.stderr.write(local ? here : `No longer following the sync. ${CONTINUES}`);
  return EXIT.interrupted;
}

function inJson({ run, evidence }: SyncReview): string {
  return `${JSON.stringify({ run, evidence }, null, 2)}\n`;
}
