import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { commandLine } from '../../lib/command/program.ts';
import { commandReference } from '../../lib/command/reference.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../lib/command/README.md'), 'utf8');

test('the page is as the program prints its help; if not, run "npm run fix"', () => {
  expect(PAGE).toBe(commandReference());
});

test('the page has each command and option', () => {
  const program = commandLine(async () => {});
  for (const command of program.commands) expect(PAGE).toContain(`\n## ${command.name()}\n`);
  const options = [program, ...program.commands].flatMap((command) => command.options);
  for (const { flags } of options) expect(PAGE).toContain(`  ${flags} `);
});

test('the help of each command has examples that the program accepts, and says what --quiet leaves', () => {
  const sections = PAGE.split('\n## ').slice(1);
  for (const section of sections.filter((text) => !text.startsWith('completion'))) {
    expect(section).toMatch(/\nExamples:\n {2}npx m365-evidence /);
    expect(section.replaceAll(/\s+/g, ' ')).toMatch(/--quiet leaves on standard output only/);
  }
});
