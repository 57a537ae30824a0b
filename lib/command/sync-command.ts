import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import wrapAnsi from 'wrap-ansi';
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
import { progressLines, titleOf } from './progress-view.ts';
import { chooseTenant } from './tenant-choice.ts';
import { WrongUsage } from './wrong-usage.ts';

export interface SyncOptions {
  sandbox?: string;
  connection?: string;
  json?: boolean;
}

interface CdkSettings {
  context?: { connections?: unknown };
}

const EXIT = { well: 0, notWell: 1, brokenOff: 130 };
const PROJECT = join(import.meta.dirname, '../..');

/** Syncs once on this machine and shows the evidence. Gives the exit status. */
export async function syncCommand(options: SyncOptions, signal: AbortSignal): Promise<number> {
  const env = readEnv(CommandEnv);
  const connections = listedConnections();
  const connection = chooseConnection(connections, options.connection);
  await using resources = new AsyncDisposableStack();
  const tenant = resources.adopt(await chooseTenant(env, options.sandbox), ({ close }) => close());
  const folder = resolve(env.M365_EVIDENCE_DIR || '.m365-evidence', tenant.folder);
  const register = resources.adopt(await openLocalRegister(folder), ({ close }) => close());
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

function listedConnections(): ConnectionEntry[] {
  try {
    const { context } = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8')) as CdkSettings;
    return connectionsIn(context?.connections);
  } catch (error) {
    throw new WrongUsage(`cdk.json cannot be used. ${(error as Error).message}`);
  }
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
  const before = previous ? `after the sync of ${previous.startedAt}` : 'the first sync of this connection';
  return [
    evidence.length > 0 ? `\n${evidenceTable(evidence)}` : '',
    ...notCollected(run),
    `Sync ${run.status}: ${evidence.length} evidence ${items} added to the register (${before}).`,
    `Register: ${folder}\n`,
  ].join('\n');
}

/** What was not collected and what to do about it, in a line each. */
function notCollected({ outcomes, error }: SyncRun): string[] {
  const lines = outcomes.flatMap(({ collector, outcome, reason, remedy = '', error: failure }) => {
    if (outcome === 'collected') return [];
    return `${titleOf(collector)} ${outcome} (${reason ?? failure?.name}): ${failure?.remedy ?? remedy}`;
  });
  if (error) lines.push(`Sign-in rejected (${error.code ?? error.name}): ${error.remedy}`);
  return lines.length > 0 ? [...lines.map((line) => wrapAnsi(line, 98)), ''] : [];
}
