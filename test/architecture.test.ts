import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const FILES = globSync('{bin,lib,lambdas}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.endsWith('.d.ts'))
  .sort();
const sourceOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Returns the imports of a file: paths from the root for files of the project, names for packages. */
function importsOf(file: string) {
  const statements = sourceOf(file).matchAll(
    /(?:import|export)\s(type\s)?[^;'"]*?from\s'([^']+)'|import\('([^']+)'\)/g,
  );
  return [...statements].map(([, type, from, lazily]) => {
    const name = from ?? lazily ?? '';
    return {
      name: name.startsWith('.') ? normalize(join(dirname(file), name)) : name,
      typeOnly: Boolean(type),
    };
  });
}

const inside = (folder: string) => FILES.filter((file) => file.startsWith(folder));

/** Folder to the folders that it may import from, in addition to itself. Packages are not listed. */
const ALLOWED: Record<string, readonly string[]> = {
  'lambdas/domain/': [],
  'lambdas/graph/': ['lambdas/domain/'],
  'lambdas/collectors/': ['lambdas/domain/'],
  'lambdas/mapping/': ['lambdas/domain/'],
  'lambdas/register/': ['lambdas/domain/'],
  'lambdas/runtime/': ['lambdas/domain/'],
  'lambdas/steps/': [
    'lambdas/domain/',
    'lambdas/graph/',
    'lambdas/mapping/',
    'lambdas/collectors/collector.ts',
  ],
  'lambdas/handlers/': ['lambdas/'],
  'lib/cloud/': ['lambdas/domain/', 'lambdas/collectors/'],
  'lib/deployment/': ['lambdas/', 'lib/cloud/'],
  'lib/aws/': ['lambdas/', 'lib/cloud/', 'lib/deployment/'],
  'lib/local/': ['lambdas/', 'lib/cloud/', 'lib/deployment/'],
  'lib/report/': ['lambdas/domain/', 'lambdas/collectors/', 'lambdas/mapping/', 'lambdas/register/'],
  'lib/command/': ['lambdas/', 'lib/cloud/', 'lib/deployment/', 'lib/aws/', 'lib/local/', 'lib/report/'],
  'bin/': ['lib/'],
};

describe.each(Object.entries(ALLOWED))('%s', (folder, allowed) => {
  test.each(inside(folder))('%s imports only from allowed folders', (file) => {
    const own = importsOf(file).filter(({ name }) => /^(lambdas|lib|bin)\//.test(name));
    const port = (name: string, typeOnly: boolean) => typeOnly && name === 'lambdas/graph/graph-port.ts';
    const wrong = own.filter(
      ({ name, typeOnly }) =>
        ![folder, ...allowed].some((from) => name.startsWith(from)) &&
        !(folder === 'lambdas/collectors/' && port(name, typeOnly)),
    );
    expect(wrong).toEqual([]);
  });
});

test('every source file is in a folder with a rule', () => {
  const folders = Object.keys(ALLOWED);
  expect(FILES.filter((file) => !folders.some((folder) => file.startsWith(folder)))).toEqual([]);
  expect(FILES.length).toBeGreaterThan(50);
});

test('the domain imports no package but zod', () => {
  const packages = inside('lambdas/domain/')
    .flatMap(importsOf)
    .map(({ name }) => name);
  expect(new Set(packages.filter((name) => !name.startsWith('lambdas/')))).toEqual(new Set(['zod/mini']));
});

const uses = (pattern: RegExp) => FILES.filter((file) => pattern.test(sourceOf(file)));

test('only lambdas/graph and the sandbox use HTTP or MSAL', () => {
  const places = uses(/'node:https?'|'@azure\/msal|\bfetch\(/).map((file) => dirname(file));
  expect(new Set(places)).toEqual(new Set(['lambdas/graph', 'lib/local/sandbox']));
});

test('only the register and the embedded database use DynamoDB', () => {
  const places = uses(/@aws-sdk\/(client|util)-dynamodb/).filter(
    (file) => !file.startsWith('lambdas/register/'),
  );
  expect(places).toEqual(['lib/local/embedded-dynamodb.ts']);
});

test('only two files read process.env: one for functions, one for commands', () =>
  expect(uses(/process\.env/)).toEqual(['lambdas/runtime/env.ts', 'lib/deployment/command-environment.ts']));

test('handlers have at most fifteen lines', () => {
  const lines = inside('lambdas/handlers/').map(
    (file) =>
      sourceOf(file)
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('import')).length,
  );
  expect(Math.max(...lines)).toBeLessThanOrEqual(15);
});

test('no file is called utils, helpers or common', () => {
  expect(FILES.filter((file) => /\b(utils?|helpers?|common)\b/.test(file))).toEqual([]);
});
