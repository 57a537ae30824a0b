import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ANNOUNCEMENT_SOURCE, ANNOUNCEMENT_TYPE, Announcement } from '../lambdas/domain/announcement.ts';
import { ErrorName } from '../lambdas/domain/errors.ts';
import { METRIC, NAMESPACE } from '../lambdas/domain/measurement.ts';
import { OUTPUT } from '../lib/cloud/stack-terms.ts';
import { commandLine } from '../lib/command/command-line.ts';

const README = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const program = commandLine(() => async () => {});

test('the README names every command, and no other', () => {
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

test('the README has the event’s schema, field by field', () => {
  for (const word of [ANNOUNCEMENT_SOURCE, ANNOUNCEMENT_TYPE, ...Object.keys(Announcement.shape)])
    expect(README).toContain(word);
});

test('the README says what each error means', () => {
  const skips = [ErrorName.licenseMissing, ErrorName.sourceNotInCloud, ErrorName.signInRejected];
  const told = Object.values(ErrorName).filter((name) => !skips.some((skip) => skip === name));
  for (const name of told) expect(README).toContain(`\`${name}\``);
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
