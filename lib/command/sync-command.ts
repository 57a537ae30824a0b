import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Evidence } from '../../lambdas/domain/evidence.ts';
import type { SyncRun } from '../../lambdas/domain/sync-run.ts';
import { RegisterReader } from '../../lambdas/register/register-reader.ts';
import { systemClock } from '../../lambdas/runtime/clock.ts';
import { CommandEnv, readEnv } from '../../lambdas/runtime/env.ts';
import { type ConnectionEntry, connectionsIn } from '../cloud/connections-context.ts';
import { openLocalRegister } from '../local/local-register.ts';
import { type LocalSyncResult, syncLocally } from '../local/local-sync.ts';
import { evidenceTable } from './evidence-table.ts';
import { progressDisplay } from './progress-display.ts';
import { progressLines } from './progress-view.ts';
import { chooseTenant } from './tenant-choice.ts';
import { WrongUsage } from './wrong-usage.ts';

export interface SyncOptions {
  sandbox?: string;
  connection?: string;
  json?: boolean;
}

const EXIT = { well: 0, notWell: 1, brokenOff: 130 };
const PROJECT = join(import.meta.dirname, '../..');

/** Syncs once on this machine and shows the evidence. Gives the exit status. */
export async function syncCommand(options: SyncOptions, signal: AbortSignal): Promise<number> {
  const env = readEnv(CommandEnv);
  const connections = connectionsIn(contextOf(join(PROJECT, 'cdk.json')));
  const connection = chooseConnection(connections, options.connection);
  const folder = resolve(env.M365_EVIDENCE_DIR || '.m365-evidence');
  await using resources = new AsyncDisposableStack();
  const register = resources.adopt(await openLocalRegister(folder), ({ close }) => close());
  const tenant = resources.adopt(await chooseTenant(env, options.sandbox), ({ close }) => close());
  const display = progressDisplay(process.stderr);
  process.stderr.write(`Syncing connection ${connection}: ${tenant.description}\n`);
  // Synthesizing loads all of CDK: only now, when nothing can be wrong with the call any more.
  display.show([{ subject: 'Workflow', mood: 'waiting', text: 'synthesizing the stack' }]);
  const { workflowDefinition } = await import('../local/workflow-definition.ts');
  const definition = workflowDefinition(connections);
  display.show([{ subject: 'Workflow', mood: 'good', text: 'its state machine, as it would be deployed' }]);
  const sync = await syncLocally({
    ...tenant,
    definition,
    input: { connection },
    register,
    clock: systemClock,
    signal,
    onEvent: (event) => display.show(progressLines(event)),
  });
  display.done();
  const reader = new RegisterReader(register);
  const run = sync.recorded && (await reader.run(connection, sync.recorded.run));
  if (!run) return unrecorded(sync);
  const evidence = await reader.evidenceOf(run);
  const { items } = await reader.runs(connection, { limit: 2 });
  process.stdout.write(options.json ? inJson(run, evidence) : inWords(run, evidence, folder, items[1]));
  return run.status === 'complete' ? EXIT.well : EXIT.notWell;
}

function contextOf(file: string): unknown {
  return (JSON.parse(readFileSync(file, 'utf8')) as { context?: { connections?: unknown } }).context
    ?.connections;
}

function chooseConnection(connections: readonly ConnectionEntry[], name: string | undefined): string {
  const names = connections.map((connection) => connection.name);
  const chosen = name ?? names[0] ?? 'default';
  if (names.includes(chosen)) return chosen;
  throw new WrongUsage(`cdk.json lists no connection named ${chosen}. It lists: ${names.join(', ')}.`);
}

function unrecorded({ result }: LocalSyncResult): number {
  if (result.ended === 'aborted') {
    process.stderr.write('Broken off. Nothing of this sync was recorded; earlier syncs are untouched.\n');
    return EXIT.brokenOff;
  }
  const why = result.ended === 'failed' ? `${result.error}: ${result.cause}` : 'it recorded nothing';
  process.stderr.write(`The sync could not be recorded. ${why}\n`);
  return EXIT.notWell;
}

function inJson(run: SyncRun, evidence: readonly Evidence[]): string {
  return `${JSON.stringify({ run, evidence }, null, 2)}\n`;
}

function inWords(run: SyncRun, evidence: Evidence[], folder: string, previous: SyncRun | undefined): string {
  const items = evidence.length === 1 ? 'item' : 'items';
  const before = previous ? `the sync before it was of ${previous.startedAt}` : 'the first sync in it';
  return [
    evidence.length > 0 ? `\n${evidenceTable(evidence)}` : '',
    `Sync ${run.status}: ${evidence.length} evidence ${items} added to the register (${before}).`,
    `Register: ${folder}\n`,
  ].join('\n');
}
