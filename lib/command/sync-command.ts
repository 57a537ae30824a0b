import wrapAnsi from 'wrap-ansi';
import type { SyncReview } from '../../lambdas/domain/sync-review.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { chooseConnection } from '../deployment/connection-choice.ts';
import type { SyncEnd } from '../deployment/deployment.ts';
import { WrongUsage } from '../deployment/wrong-usage.ts';
import { changesInWords } from './changes-in-words.ts';
import { evidenceTable } from './evidence-table.ts';
import { EXIT } from './exit-status.ts';
import { recordHistory } from './history.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { progressDisplay } from './progress-display.ts';
import { progressLines } from './progress-view.ts';
import { collectedInWords, notCollected } from './run-in-words.ts';

export interface SyncOptions extends PlaceOptions {
  json?: true;
  /** So many days of the sandbox tenant's past are recorded first. */
  days?: number;
  /** False where the sync is only to be started. */
  wait: boolean;
}

/** Syncs a connection, follows the sync to its end and shows what it brought. Gives the exit status. */
export async function syncCommand(
  name: string | undefined,
  options: SyncOptions,
  signal: AbortSignal,
): Promise<number> {
  if (options.local && !options.wait) {
    throw new WrongUsage('--no-wait is for a sync on AWS: one on this machine runs in this process.');
  }
  if (!options.local && options.days !== undefined) {
    throw new WrongUsage('--days is for the sandbox tenant, on this machine: add --local.');
  }
  await using resources = new AsyncDisposableStack();
  const deployment = resources.adopt(await openDeployment(options), (opened) => opened.close());
  const connection = chooseConnection(deployment.connections, name).name;
  if (options.days !== undefined && 'recordHistory' in deployment) {
    await recordHistory(deployment, connection, options.days, signal);
    if (signal.aborted) return unrecorded({ ended: 'left' }, options);
  }
  const sync = await deployment.startSync(connection);
  if (!options.wait) return started(sync.execution, connection, options);
  process.stderr.write(`Syncing connection ${connection}: ${deployment.description}\n`);
  const display = progressDisplay(process.stderr);
  const end = await sync.follow((event) => display.show(progressLines(event)), signal);
  display.done();
  if (end.ended !== 'recorded') return unrecorded(end, options);
  const reader = new RegisterReader(await deployment.register());
  const run = await reader.run(connection, end.run);
  if (!run) return unrecorded({ ended: 'unrecorded', why: `The register has no sync ${end.run}.` }, options);
  const review = await reader.review(run);
  process.stdout.write(options.json ? inJson(review) : inWords(review));
  if (!options.json) process.stdout.write('folder' in deployment ? `Register: ${deployment.folder}\n` : '');
  return run.status === 'complete' ? EXIT.well : EXIT.notWell;
}

function started(execution: string, connection: string, { json }: SyncOptions): number {
  const words = `Started: ${execution}\nSee how it ended: npx m365-evidence runs --connection ${connection}\n`;
  process.stdout.write(json ? `${JSON.stringify({ execution }, null, 2)}\n` : words);
  return EXIT.well;
}

function unrecorded(end: Exclude<SyncEnd, { ended: 'recorded' }>, { local }: SyncOptions): number {
  if (end.ended === 'unrecorded') {
    process.stderr.write(`The sync could not be recorded. ${end.why}\n`);
    return EXIT.notWell;
  }
  process.stderr.write(
    local
      ? 'Broken off. Nothing of this sync was recorded; earlier syncs are untouched.\n'
      : 'No longer followed. The sync goes on on AWS: npx m365-evidence runs shows how it ended.\n',
  );
  return EXIT.brokenOff;
}

function inJson({ run, evidence }: SyncReview): string {
  return `${JSON.stringify({ run, evidence }, null, 2)}\n`;
}

function inWords(review: SyncReview): string {
  const { run, evidence, previousRun } = review;
  const missed = notCollected(run).map((line) => wrapAnsi(line, 98));
  const before = previousRun
    ? `after the sync of ${previousRun.startedAt}`
    : 'the first sync of this connection';
  return [
    evidence.length > 0 ? `\n${evidenceTable(evidence)}` : '',
    ...(missed.length > 0 ? [...missed, ''] : []),
    ...(previousRun ? [...changes(review), ''] : []),
    `Sync ${run.status}: ${collectedInWords(run)} added to the register (${before}).\n`,
  ].join('\n');
}

function changes(review: SyncReview): string[] {
  const told = changesInWords(review);
  if (told.length === 0) return ['Nothing changed since the sync before.'];
  return [
    'Changed since the sync before:',
    ...told.map((line) => wrapAnsi(`  ${line}`, 98, { trim: false })),
  ];
}
