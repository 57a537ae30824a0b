import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const FILES = globSync('{bin,lib,lambdas}/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.endsWith('.d.ts'))
  .sort();
const sourceOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Import {
  /** A path from the root for the project's own files, the name for a package. */
  name: string;
  typeOnly: boolean;
}

function importsOf(file: string): Import[] {
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

/**
 * The rooms of the house, the lowest first, and the rooms that each may import from. A room imports nothing from a room
 * below its own line, so there is no circle. Packages are another matter.
 */
const ROOMS: Record<string, readonly string[]> = {
  'lib/domain/': [],
  'lib/installation/': [],
  'lib/log/': [],
  'lib/vault/': ['lib/log/'],
  'lib/pack/': ['lib/domain/', 'lib/log/'],
  'lib/frameworks/': ['lib/domain/'],
  'lib/setup/': ['lib/domain/'],
  'lib/register/': ['lib/domain/', 'lib/log/'],
  'lib/http/': ['lib/domain/'],
  'lib/sign-in/': ['lib/domain/', 'lib/http/'],
  'lib/graph/': ['lib/domain/', 'lib/http/', 'lib/sign-in/'],
  'lib/collectors/': ['lib/domain/', 'lib/graph/graph-port.ts'],
  'lib/connections/': ['lib/domain/', 'lib/installation/', 'lib/collectors/registry.ts'],
  'lib/settings/': [
    'lib/domain/',
    'lib/collectors/registry.ts',
    'lib/frameworks/',
    'lib/connections/cdk-json.ts',
    'lib/connections/unusable-context.ts',
  ],
  'lib/verify/': [
    'lib/domain/',
    'lib/http/credentials/credential-guard.ts',
    'lib/graph/replayed-graph.ts',
    'lib/log/',
    'lib/pack/',
    'lib/collectors/registry.ts',
  ],
  'lib/sync/': [
    'lib/domain/',
    'lib/http/',
    'lib/graph/',
    'lib/sign-in/',
    'lib/frameworks/',
    'lib/log/',
    'lib/vault/vault.ts',
    'lib/collectors/collector.ts',
  ],
  'lambdas/runtime/': [
    'lib/domain/',
    'lib/connections/',
    'lib/http/',
    'lib/log/',
    'lib/sync/system-clock.ts',
    'lib/vault/',
  ],
  'lambdas/': [
    'lambdas/runtime/',
    'lib/sync/',
    'lib/collectors/registry.ts',
    'lib/http/',
    'lib/register/',
    'lib/vault/',
  ],
  'lib/infrastructure/': [
    'lib/domain/',
    'lib/installation/',
    'lib/collectors/',
    'lib/connections/',
    'lib/settings/',
    'lib/sync/workflow-terms.ts',
  ],
  'lib/sandbox/': ['lib/domain/', 'lib/collectors/', 'lib/http/'],
  'lib/deployment/': [
    'lib/domain/',
    'lib/http/',
    'lib/graph/',
    'lib/sign-in/',
    'lib/collectors/',
    'lib/pack/sealed-register.ts',
    'lib/register/',
    'lib/sync/',
    'lib/settings/nearest.ts',
  ],
  'lib/deployment/on-aws/': [
    'lib/domain/',
    'lib/http/',
    'lib/collectors/registry.ts',
    'lib/log/',
    'lib/vault/',
    'lib/pack/sealed-register.ts',
    'lib/register/',
    'lib/sync/',
    'lib/infrastructure/stack-terms.ts',
    'lib/deployment/',
  ],
  'lib/deployment/on-laptop/': [
    'lib/domain/',
    'lib/installation/',
    'lib/http/',
    'lib/collectors/',
    'lib/connections/',
    'lib/settings/',
    'lib/log/',
    'lib/vault/',
    'lib/pack/sealed-register.ts',
    'lib/register/',
    'lib/sync/',
    'lib/sandbox/',
    'lib/deployment/',
  ],
  'lib/audit/': ['lib/domain/', 'lib/collectors/', 'lib/frameworks/', 'lib/register/'],
  'lib/export/': [
    'lib/domain/',
    'lib/log/document.ts',
    'lib/collectors/',
    'lib/frameworks/',
    'lib/register/',
    'lib/audit/',
  ],
  'lib/command/': ['lib/'],
  'bin/': ['lib/'],
};

/** The innermost room of a file. */
function roomOf(file: string): string | undefined {
  const rooms = Object.keys(ROOMS).filter((room) => file.startsWith(room));
  return rooms.toSorted((a, b) => b.length - a.length)[0];
}

describe.each(Object.entries(ROOMS))('%s', (room, allowed) => {
  test.each(FILES.filter((file) => roomOf(file) === room))('%s imports only what it may', (file) => {
    const own = importsOf(file).filter(({ name }) => /^(lambdas|lib|bin)\//.test(name));
    const wrong = own.filter(
      ({ name }) => roomOf(name) !== room && !allowed.some((from) => name.startsWith(from)),
    );
    expect(wrong).toEqual([]);
  });
});

test('every source file lies in a room', () => {
  expect(FILES.filter((file) => !roomOf(file))).toEqual([]);
  expect(FILES.length).toBeGreaterThan(50);
});

test('no two rooms import each other, not even through others', () => {
  const rooms = Object.keys(ROOMS);
  const arrows = FILES.flatMap((file) =>
    importsOf(file).map(({ name }) => [roomOf(file), roomOf(name)] as const),
  );
  const upward = arrows.filter(
    ([from, to]) => from && to && from !== to && rooms.indexOf(from) < rooms.indexOf(to),
  );
  expect(upward).toEqual([]);
});

test('no two files import each other, not even through others', () => {
  const files = new Set(FILES);
  const imports = new Map(FILES.map((file) => [file, importsOf(file).map(({ name }) => name)]));
  const isLast = (file: string) => !imports.get(file)?.some((name) => name !== file && files.has(name));
  for (let last = FILES.filter(isLast); last.length > 0; last = [...files].filter(isLast))
    for (const file of last) files.delete(file);
  expect([...files]).toEqual([]);
});

const inside = (room: string) => FILES.filter((file) => file.startsWith(room));

test('nothing outside lambdas/ imports from it', () => {
  const imported = FILES.filter((file) => !file.startsWith('lambdas/')).flatMap(importsOf);
  expect(imported.filter(({ name }) => name.startsWith('lambdas/'))).toEqual([]);
});

test('the domain imports no package but zod', () => {
  const packages = inside('lib/domain/')
    .flatMap(importsOf)
    .filter(({ name }) => !name.startsWith('lib/'));
  expect(new Set(packages.map(({ name }) => name))).toEqual(new Set(['zod/mini']));
});

test('collectors know Graph only by its port', () => {
  const values = inside('lib/collectors/')
    .flatMap(importsOf)
    .filter(({ name, typeOnly }) => name.startsWith('lib/graph/') && !typeOnly);
  expect(values).toEqual([]);
});

test('the schemas use one dialect of zod', () => {
  const dialects = FILES.flatMap(importsOf).filter(({ name }) => /^zod(\/|$)/.test(name));
  expect(new Set(dialects.map(({ name }) => name))).toEqual(new Set(['zod/mini']));
});

const uses = (pattern: RegExp) => FILES.filter((file) => pattern.test(sourceOf(file)));

test('only http, sign-in and the sandbox speak HTTP or MSAL', () => {
  const places = uses(/'node:https?'|'@azure\/msal|\bfetch\(/).map((file) => dirname(file));
  expect(new Set(places)).toEqual(new Set(['lib/http', 'lib/sign-in', 'lib/sandbox']));
});

test('only the register and the DynamoDB that is embedded on a laptop know DynamoDB', () => {
  const places = uses(/@aws-sdk\/(client|util)-dynamodb/).filter((file) => !file.startsWith('lib/register/'));
  expect(places).toEqual(['lib/deployment/on-laptop/embedded-dynamodb.ts']);
});

test('process.env is read in two files: one for functions, one for commands', () =>
  expect(uses(/process\.env/)).toEqual(['lambdas/runtime/env.ts', 'lib/deployment/command-environment.ts']));

const LAMBDA_LINES = 15;

test('a Lambda function has fifteen lines at most', () => {
  const lines = FILES.filter((file) => dirname(file) === 'lambdas').map(
    (file) =>
      sourceOf(file)
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('import')).length,
  );
  expect(Math.max(...lines)).toBeLessThanOrEqual(LAMBDA_LINES);
});

test('only the infrastructure and its app import the CDK, and nothing that commands or functions load', () => {
  const cdk = /^(aws-cdk-lib|constructs|cdk-nag)(\/|$)/;
  const importers = FILES.filter((file) => importsOf(file).some(({ name }) => cdk.test(name)));
  expect(importers.filter((file) => !/^(lib\/infrastructure\/|bin\/app\.ts$)/.test(file))).toEqual([]);
  const loaded = new Set(FILES.filter((file) => /^(bin\/m365-evidence\.ts$|lambdas\/)/.test(file)));
  for (const file of loaded) {
    for (const { name } of importsOf(file)) if (FILES.includes(name)) loaded.add(name);
  }
  expect(loaded.size).toBeGreaterThan(100);
  expect(importers.filter((file) => loaded.has(file))).toEqual([]);
});

test('no file is called utils, helpers or common', () => {
  expect(FILES.filter((file) => /\b(utils?|helpers?|common)\b/.test(file))).toEqual([]);
});
