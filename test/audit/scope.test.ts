import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { claimOf } from '../../lib/audit/claims.ts';
import type { FrameworkCoverage } from '../../lib/audit/framework-coverage.ts';
import { scopeOf, scopeText } from '../../lib/audit/scope.ts';
import { FRAMEWORKS } from '../../lib/frameworks/frameworks.ts';
import { notesIn } from '../../lib/settings/report-notes.ts';

const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));

const evidenceWith = (items: number) =>
  ({ items }) as FrameworkCoverage['requirements'][number]['evidence'][number];
const coverage: FrameworkCoverage[] = FRAMEWORKS.map(({ id, title, requirements }) => ({
  framework: id,
  title,
  requirements: Object.keys(requirements).map((requirement) => ({
    id: requirement,
    title: '',
    evidence: [evidenceWith(0), evidenceWith(requirement === 'A.8.2' ? 0 : 3)],
  })),
}));

test('counts the requirements with evidence here, elsewhere and nowhere, of all in the catalogue', () => {
  const elsewhere = { 'iso-27001-2022': { 'A.8.1': 'Intune', 'A.8.8': 'a scanner' } };
  const scope = scopeOf(FRAMEWORKS, coverage, { elsewhere });
  expect(scopeText(scope)).toBe('6 of 93 Annex A controls, 4 of 33 common criteria have evidence here.');
  const [iso] = scope;
  expect(iso).toMatchObject({ total: 93, counts: { here: 6, elsewhere: 1, none: 86 } });
  const named = (id: string) => iso?.requirements.find((requirement) => requirement.id === id);
  expect(named('A.8.1')).toEqual({ id: 'A.8.1', status: 'elsewhere', collected: false, elsewhere: 'Intune' });
  expect(named('A.8.8')).toEqual({ id: 'A.8.8', status: 'here', collected: true, elsewhere: 'a scanner' });
  expect(named('A.8.2')).toEqual({ id: 'A.8.2', status: 'none', collected: true, elsewhere: null });
  expect(named('A.7.1')).toEqual({ id: 'A.7.1', status: 'none', collected: false, elsewhere: null });
});

test('counts nothing as here if the register is empty', () => {
  expect(scopeText(scopeOf(FRAMEWORKS, [], { elsewhere: {} }))).toBe(
    '0 of 93 Annex A controls, 0 of 33 common criteria have evidence here.',
  );
});

const OURS = {
  id: 'ours',
  title: 'Ours',
  requirements: { P1: 'One', P2: 'Two' },
  mapping: { 'risky-users': [{ requirement: 'P1', claim: 'It counts them.' }] },
};

test('the notes hold the claims of an own framework, and the other systems', () => {
  written('ours.json', OURS);
  written('scope.json', { 'soc2-2017': { 'CC1.1': { elsewhere: 'HR' } }, ours: { P2: 'a wiki' } });
  const notes = notesIn({ frameworks: ['soc2-2017', 'ours.json'], scope: 'scope.json' }, folder);
  expect(notes.elsewhere).toEqual({ 'soc2-2017': { 'CC1.1': 'HR' }, ours: { P2: 'a wiki' } });
  const about = { framework: 'ours', id: 'P1' };
  expect(claimOf('risky-users', about, notes.claims)).toEqual({
    claim: 'It counts them.',
    limits: null,
    test: null,
  });
  expect(claimOf('secure-score', about, notes.claims)).toEqual({ claim: null, limits: null, test: null });
  expect(claimOf('secure-score', { framework: 'soc2-2017', id: 'CC7.1' })).toMatchObject({
    claim: expect.stringContaining('configuration'),
  });
});

test('the claims of an own framework are found, whatever its id is', () => {
  written('ours.json', { ...OURS, id: 'constructor' });
  const { claims } = notesIn({ frameworks: ['ours.json'] }, folder);
  expect(claimOf('risky-users', { framework: 'constructor', id: 'P1' }, claims).claim).toBe(
    'It counts them.',
  );
});

describe('a scope file is refused, with the file, the entry and a remedy, if it', () => {
  test.each<[string, unknown, RegExp]>([
    ['is a list', [], /scope\.json, which cdk\.json names, cannot be used/],
    ['names an unknown framework', { soc2: {} }, /there is no framework soc2\./],
    [
      'names an unknown requirement',
      { 'soc2-2017': { 'CC1.9': 'HR' } },
      /no requirement CC1\.9\. \(Did you mean CC1\.\d\?\)/,
    ],
    ['has a number', { 'soc2-2017': { 'CC1.1': 7 } }, /soc2-2017, CC1\.1/],
    ['has an empty text', { 'soc2-2017': { 'CC1.1': ' ' } }, /soc2-2017, CC1\.1/],
    ['has an unknown field', { 'soc2-2017': { 'CC1.1': { system: 'HR' } } }, /soc2-2017, CC1\.1/],
  ])('%s', (_, value, words) => {
    written('scope.json', value);
    expect(() => notesIn({ scope: 'scope.json' }, folder)).toThrow(words);
  });

  test('is not named by a path', () => {
    expect(() => notesIn({ scope: { ours: {} } }, folder)).toThrow('it is not the path of a file');
    expect(() => notesIn({ scope: 'missing.json' }, folder)).toThrow('missing.json, which cdk.json names');
  });
});
