import { expect, test } from '@jest/globals';
import type { CommanderError } from 'commander';
import * as z from 'zod/mini';
import { commandLine } from '../lib/command/program.ts';
import { ListedConnection } from '../lib/connections/connections-context.ts';
import { ErrorName } from '../lib/domain/errors.ts';
import { METRIC, NAMESPACE } from '../lib/domain/measurement.ts';
import { SYNC_ENDED_SOURCE, SYNC_ENDED_TYPE, SyncEndedEvent } from '../lib/domain/sync-ended-event.ts';
import { OUTPUT } from '../lib/infrastructure/stack-terms.ts';
import { commandsIn, DOCUMENTS, documentText } from './support/documents.ts';

const README = documentText('README.md');
const MONITORING = documentText('lib/infrastructure/monitoring/README.md');
const RUNBOOK = documentText('lib/infrastructure/monitoring/RUNBOOK.md');
const TROUBLESHOOTING = documentText('.github/TROUBLESHOOTING.md');
const FIELDS = documentText('lib/connections/README.md');
const APP = documentText('bin/app.ts');
const program = commandLine(async () => {});

test('the README names exactly the commands that exist', () => {
  const named = [...README.matchAll(/npx m365-evidence ([a-z]+)/g)].map(([, name]) => name);
  const commands = program.commands.map((command) => command.name());
  expect([...new Set(named)].sort()).toEqual(commands.sort());
});

test('every option in the README’s commands exists', () => {
  const lines = README.split('\n').filter((line) => /npx m365-evidence|npm start --/.test(line));
  const options = lines.flatMap((line) => line.match(/(?<=[ `])--[a-z]+(-[a-z]+)*/g) ?? []);
  const known = [program, ...program.commands].flatMap((command) => command.options.map(({ long }) => long));
  expect(options.length).toBeGreaterThan(5);
  expect(options.filter((option) => option !== '--help' && !known.includes(option))).toEqual([]);
});

test.each(DOCUMENTS)('the program accepts each command in %s', async (path) => {
  for (const args of commandsIn(documentText(path))) {
    expect([args.join(' '), await refusal(args)]).toEqual([args.join(' '), undefined]);
  }
});

/** Resolves with the code of the usage error; undefined if the arguments are valid. */
async function refusal(args: string[]): Promise<string | undefined> {
  const silent = { writeOut: () => {}, writeErr: () => {} };
  for (const command of [program, ...program.commands]) command.configureOutput(silent);
  try {
    await program.parseAsync(args, { from: 'user' });
    return undefined;
  } catch (error) {
    const { exitCode, code } = error as CommanderError;
    return exitCode === 0 ? undefined : code;
  }
}

test('the events’ table has every field of the schema, nested fields included', () => {
  const [, table = ''] = /\| field of `detail` \| what it is \|\n([\s\S]*?)\n\n/.exec(MONITORING) ?? [];
  const rows = table
    .split('\n')
    .slice(1)
    .map((row) => row.split('|').slice(1, 3));
  const documented = new Map(
    rows.flatMap(([fields = '', words = '']) =>
      wordsIn(fields).map((field) => [field, wordsIn(words)] as const),
    ),
  );
  const { properties: { outcomes, changes, notice, error, ...plain } = {} } = z.toJSONSchema(
    SyncEndedEvent,
  ) as Schema;
  const within = {
    'outcomes[]': outcomes?.items,
    'changes.figures[]': changes?.properties?.figures?.items,
    'changes.outcomes[]': changes?.properties?.outcomes?.items,
    notice,
    'error?': error,
  };
  expect(changes?.required).toEqual(['figures', 'outcomes', 'codes']);
  expect([...documented.keys()].sort()).toEqual(
    [...Object.keys(plain), 'changes.codes[]', ...Object.keys(within)].sort(),
  );
  for (const [field, schema] of Object.entries(within)) {
    const fields = Object.keys(schema?.properties ?? {});
    const names = fields.map((name) => (schema?.required?.includes(name) ? name : `${name}?`));
    expect(names).not.toEqual([]);
    expect(documented.get(field)).toEqual(expect.arrayContaining(names));
  }
  for (const name of [SYNC_ENDED_SOURCE, SYNC_ENDED_TYPE]) expect(MONITORING).toContain(`["${name}"]`);
});

interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

/**
 * Returns the words in code, each with its brackets: `outcomes[]`, `error?`. Splits lists in braces into their words.
 */
function wordsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.match(/[\w.]+(\[\]|\?)?/g) ?? []);
}

test('the troubleshooting tables explain each error', () => {
  const skips = [ErrorName.licenseMissing, ErrorName.sourceNotInCloud, ErrorName.signInRejected];
  const explained = Object.values(ErrorName).filter((name) => !skips.some((skip) => skip === name));
  for (const name of explained) expect(TROUBLESHOOTING).toContain(`\`${name}\``);
});

test('the documents on monitoring name the metrics and the outputs', () => {
  for (const name of [NAMESPACE, ...Object.values(METRIC), OUTPUT.dashboard, OUTPUT.notifications])
    expect(MONITORING).toContain(name);
  expect(RUNBOOK).toContain(OUTPUT.deadLetters);
});

test('the table of fields names each field of a connection and each key of the context', () => {
  const fields = Object.keys(ListedConnection.shape);
  const [, listed = ''] = /const KEYS = \[([^\]]*)\]/.exec(APP) ?? [];
  const read = [...APP.matchAll(/context\(('\w+')\)/g)].map(([, key]) => key);
  const keys = [listed, ...read].flatMap((text = '') =>
    [...text.matchAll(/'(\w+)'/g)].map(([, key = '']) => key),
  );
  expect(keys.length).toBeGreaterThan(8);
  const named = FIELDS.split('\n').filter((line) => line.startsWith('| `'));
  const documented = named.flatMap((line) => wordsIn(line.split('|')[1] ?? ''));
  expect([...new Set(documented)].sort()).toEqual([...new Set([...fields, ...keys])].sort());
});

test('the README has at most 200 lines', () => {
  expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
});
