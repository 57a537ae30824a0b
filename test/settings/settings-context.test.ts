import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS, Settings, thresholdOf } from '../../lib/domain/settings.ts';
import { settingsIn } from '../../lib/settings/settings-context.ts';
import { settingsParameter } from '../../lib/settings/settings-parameter.ts';

const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OURS = {
  id: 'ours',
  title: 'Our policies',
  requirements: { 'POL-7': 'Risky sign-ins are handled', 'POL-8': 'Not mapped' },
  mapping: { 'risky-users': [{ requirement: 'POL-7', claim: 'Each flagged user is counted.' }] },
};

function settingsWith(text: string | Buffer | object, name = 'ours.json') {
  writeFileSync(
    join(folder, name),
    typeof text === 'string' || Buffer.isBuffer(text) ? text : JSON.stringify(text),
  );
  return settingsIn({ frameworks: ['soc2-2017', name] }, folder);
}

const problemOf = (make: () => unknown) => {
  try {
    make();
  } catch (error) {
    const { message, remedy } = error as { message: string; remedy: string };
    return `${message} | ${remedy}`;
  }
  return 'no error';
};

test('without frameworks and thresholds, the settings are the defaults', () => {
  expect(settingsIn({}, folder)).toEqual(DEFAULT_SETTINGS);
  expect(settingsIn({ frameworks: '["soc2-2017"]', thresholds: '{}' }, folder).frameworks).toEqual([
    'soc2-2017',
  ]);
});

test('a file adds a framework, with the ids that it maps, and without its claims', () => {
  const own = { ...OURS, mapping: { 'risky-users': ['POL-7'] } };
  expect(settingsWith(OURS).frameworks).toEqual(['soc2-2017', own]);
  expect(settingsWith(`\uFEFF${JSON.stringify(OURS)}`).frameworks).toEqual(['soc2-2017', own]);
});

describe('the context "frameworks" is refused, with the entry and a remedy, if it', () => {
  test.each([
    ['is no list', 'soc2', 'not JSON'],
    ['is empty', [], 'not a list with at least one entry'],
    ['holds a number', [7], 'not a list'],
    [
      'names an unknown framework',
      ['soc2-2016'],
      'there is no framework soc2-2016. (Did you mean soc2-2017?)',
    ],
    ['names a framework twice', ['soc2-2017', 'soc2-2017'], 'soc2-2017 is there twice'],
    [
      'names a missing file',
      ['theirs.json'],
      'theirs.json, which cdk.json names, cannot be used: the file is missing',
    ],
    ['names a folder', ['../.json'], 'cannot be used'],
  ])('%s', (_, frameworks, words) => {
    expect(problemOf(() => settingsIn({ frameworks }, folder))).toContain(words);
  });
});

describe('a file of an own framework is refused, with the file, the field and a remedy, if it', () => {
  const { mapping: _, ...unmapped } = OURS;
  test.each<[string, string | Buffer | object, string]>([
    ['is not JSON', '{ "id": ', 'ours.json, which cdk.json names, cannot be used: it is not JSON'],
    ['is UTF-16', Buffer.from(`\uFEFF${JSON.stringify(OURS)}`, 'utf16le'), 'it is not JSON in UTF-8'],
    ['is null', 'null', 'ours.json'],
    ['is larger than 256 kB', ' '.repeat(256_001), 'it has 256001 bytes'],
    ['lacks its mapping', unmapped, 'mapping: '],
    ['has an unknown field', { ...OURS, titel: 'x' }, 'titel'],
    ['has an id with blanks', { ...OURS, id: 'Our policies' }, 'id: use 1 to 40 lower-case'],
    ['has the id of a published framework', { ...OURS, id: 'soc2-2017' }, 'the id of a published framework'],
    ['has an empty title', { ...OURS, title: ' ' }, 'title: must not be empty'],
    ['has a title of two lines', { ...OURS, title: 'a\nb' }, 'title: must be one line'],
    [
      'has a requirement with a blank in its id',
      { ...OURS, requirements: { 'POL 7': 'x' } },
      'requirements.POL 7: use 1 to 40 letters, digits and . : ( ) / - _, without blanks',
    ],
    [
      'has no requirement',
      { ...OURS, requirements: {}, mapping: {} },
      'requirements: list at least one requirement',
    ],
    ['maps an unknown collector', { ...OURS, mapping: { 'risky-user': [] } }, '(Did you mean risky-users?)'],
    [
      'maps a requirement that it does not list',
      { ...OURS, mapping: { 'risky-users': [{ requirement: 'POL-9' }] } },
      'mapping.risky-users.0.requirement: "requirements" does not list POL-9. (Did you mean POL-7?) | Add POL-9',
    ],
    [
      'maps a requirement twice',
      { ...OURS, mapping: { 'risky-users': [{ requirement: 'POL-7' }, { requirement: 'POL-7' }] } },
      'mapping.risky-users.1.requirement: POL-7 is there twice',
    ],
    [
      'has a claim that is a number',
      { ...OURS, mapping: { 'risky-users': [{ requirement: 'POL-7', claim: 7 }] } },
      'mapping.risky-users.0.claim',
    ],
  ])('%s', (_, text, words) => {
    expect(problemOf(() => settingsWith(text))).toContain(words);
  });
});

describe('thresholds', () => {
  test('name figures of collectors', () => {
    const thresholds = {
      'secure-score.percentage': { below: 60 },
      'security-alerts.bySeverity.high': { above: 0 },
    };
    const settings = settingsIn({ thresholds }, folder);
    expect(settings.thresholds).toEqual(thresholds);
    expect(thresholdOf(settings, 'secure-score', 'percentage')).toEqual({ below: 60 });
    expect(thresholdOf(settings, 'secure-score', 'toString')).toBeUndefined();
  });

  test.each([
    [7, 'it is not an object'],
    [[], 'it is not an object'],
    [{ 'secure-score.percent': { below: 1 } }, '(Did you mean secure-score.percentage?)'],
    [{ 'secure-score.currentScore': { below: 1 } }, 'there is no figure secure-score.currentScore'],
    [{ 'secure-score.percentage': {} }, 'write "below", "above" or both'],
    [{ 'secure-score.percentage': { below: 3, above: 2 } }, 'every number would be out of bounds'],
    [{ 'secure-score.percentage': { below: '60' } }, 'secure-score.percentage: below: '],
    [{ 'secure-score.percentage': { under: 60 } }, 'under'],
    [{ 'secure-score.percentage': null }, 'secure-score.percentage: '],
  ])('%j are refused: %s', (thresholds, words) => {
    expect(problemOf(() => settingsIn({ thresholds }, folder))).toContain(words);
  });
});

describe('the parameter', () => {
  test('holds the settings, and no two braces that Systems Manager would read as another parameter', () => {
    const settings = settingsWith({ ...OURS, title: 'Ours {{ssm:x}} ä' });
    const text = settingsParameter(settings);
    expect(text).not.toContain('{{');
    expect(Settings.parse(JSON.parse(text))).toEqual(settings);
  });

  test('is refused if it would be longer than the 4 kB of the free tier', () => {
    const requirements = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`POL-${index}`, 'ä'.repeat(40)]),
    );
    expect(problemOf(() => settingsParameter(settingsWith({ ...OURS, requirements })))).toMatch(
      /they fill \d+ bytes, .* holds 4096 \| List fewer/,
    );
  });
});
