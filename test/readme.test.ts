import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { commandLine } from '../lib/command/command-line.ts';
import { ANNOUNCEMENT_SOURCE, ANNOUNCEMENT_TYPE, Announcement } from '../lib/domain/announcement.ts';
import { ErrorName } from '../lib/domain/errors.ts';
import { METRIC, NAMESPACE } from '../lib/domain/measurement.ts';
import { OUTPUT } from '../lib/infrastructure/stack-terms.ts';

const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const program = commandLine(() => async () => {});

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

test('the README has every field of the event’s schema, nested fields included', () => {
  const [, table = ''] = /\| field of `detail` \| what it is \|\n([\s\S]*?)\n\n/.exec(README) ?? [];
  const rows = table
    .split('\n')
    .slice(1)
    .map((row) => row.split('|').slice(1, 3));
  const documented = new Map(
    rows.flatMap(([fields = '', words = '']) =>
      wordsIn(fields).map((field) => [field, wordsIn(words)] as const),
    ),
  );
  const { properties: { outcomes, changes, error, ...plain } = {} } = z.toJSONSchema(Announcement) as Schema;
  const within = {
    'outcomes[]': outcomes?.items,
    'changes.figures[]': changes?.properties?.figures?.items,
    'changes.outcomes[]': changes?.properties?.outcomes?.items,
    'error?': error,
  };
  expect([...documented.keys()].sort()).toEqual([...Object.keys(plain), ...Object.keys(within)].sort());
  for (const [field, schema] of Object.entries(within)) {
    const fields = Object.keys(schema?.properties ?? {});
    const names = fields.map((name) => (schema?.required?.includes(name) ? name : `${name}?`));
    expect(names).not.toEqual([]);
    expect(documented.get(field)).toEqual(expect.arrayContaining(names));
  }
  for (const name of [ANNOUNCEMENT_SOURCE, ANNOUNCEMENT_TYPE]) expect(README).toContain(`["${name}"]`);
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

test('the README explains each error', () => {
  const skips = [ErrorName.licenseMissing, ErrorName.sourceNotInCloud, ErrorName.signInRejected];
  const explained = Object.values(ErrorName).filter((name) => !skips.some((skip) => skip === name));
  for (const name of explained) expect(README).toContain(`\`${name}\``);
});

test('the README names the metrics and the outputs', () => {
  for (const name of [
    NAMESPACE,
    ...Object.values(METRIC),
    OUTPUT.deadLetters,
    OUTPUT.dashboard,
    OUTPUT.notifications,
  ])
    expect(README).toContain(name);
});
