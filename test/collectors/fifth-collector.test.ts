import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const ID = 'subscriptions';
const TSC = 'node_modules/typescript/bin/tsc';
const PATIENCE = 240_000;

/** Writes the workflow as `npm run fix` does, then the template, in one process, which loads the CDK once. */
const WRITE = `
  import { writeFileSync } from 'node:fs';
  import { App } from 'aws-cdk-lib';
  await import('./lib/infrastructure/write-workflow.ts');
  const { EvidenceStack } = await import('./lib/infrastructure/evidence-stack.ts');
  const { DEFINITION_ONLY } = await import('./lib/infrastructure/workflow-definition.ts');
  const app = new App(DEFINITION_ONLY);
  const stack = new EvidenceStack(app, 'Test');
  const { template } = app.synth().getStackArtifact(stack.artifactId);
  writeFileSync('template.json', JSON.stringify(template));`;

/** Runs the commands of its arguments in one process, with a NUL after the output of each. */
const COMMANDS = `
  import { main } from './lib/command/program.ts';
  for (const command of process.argv.slice(1)) {
    const status = await main([...command.split(' '), '--sandbox'], new AbortController().signal);
    if (status !== 0) process.exit(status);
    process.stdout.write('\\0');
  }`;

/** A copy of the project with a fifth collector: its folder, and its line in the registry. */
const copy = mkdtempSync(join(tmpdir(), 'm365-evidence-'));

beforeAll(async () => {
  for (const part of [
    'bin',
    'lambdas',
    'lib',
    'cdk.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'README.md',
  ])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  cpSync(join(import.meta.dirname, 'fifth'), join(copy, 'lib/collectors', ID), { recursive: true });
  const registry = join(copy, 'lib/collectors/registry.ts');
  const text = readFileSync(registry, 'utf8')
    .replace('import { secureScore }', `import { subscriptions } from './${ID}/collector.ts';\n$&`)
    .replace('] as const', '  subscriptions,\n$&');
  writeFileSync(registry, text);
  await node('--input-type=module', '--eval', WRITE);
  await node('bin/write-tables.ts');
}, PATIENCE);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a program of the copy, and resolves with its output. */
async function node(...args: string[]): Promise<string> {
  const env = { ...process.env, M365_EVIDENCE_DIR: join(copy, 'register'), NODE_OPTIONS: '' };
  const options = { cwd: copy, env, maxBuffer: 64 * 1024 * 1024 };
  return (await run(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], options)).stdout;
}

const read = (path: string) => readFileSync(join(copy, path), 'utf8');

test(
  'is of the right type, in a project of which the build can write declarations',
  async () => {
    // One thread takes a sixth less of the processors.
    const compiled = node(TSC, '--noEmit', '--declaration', '--singleThreaded');
    expect(await compiled.catch(({ stdout }: { stdout: string }) => stdout)).toBe('');
  },
  PATIENCE,
);

test('has a row in each table of the documents, and its id in the help', () => {
  expect(read('README.md')).toContain('| `LicenseAssignment.Read.All` | subscriptions | no licence needed |');
  expect(read('README.md')).toContain(
    '| Subscriptions | how many subscriptions are enabled | A.5.15 | CC6.1 |',
  );
  expect(read('lib/infrastructure/monitoring/README.md')).toContain('| `EnabledSubscriptions` |');
  expect(read('lib/command/collector-ids.ts')).toContain(`conditional-access, ${ID}'`);
});

test('has a branch in the workflow', () => {
  const workflow = read('lib/deployment/on-laptop/workflow.json');
  expect(workflow).toContain(`"collector": "${ID}"`);
  expect(workflow).toContain('Subscriptions: failed');
});

test('has a function that may open the seal, and figures on the dashboard', () => {
  const { Resources } = JSON.parse(read('template.json')) as { Resources: Record<string, Resource> };
  const ofType = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
  const [collect] = ofType('AWS::Lambda::Function').filter(
    ({ Properties }) => Properties.Environment?.Variables?.COLLECTOR === ID,
  );
  const role = collect?.Properties.Role?.['Fn::GetAtt'][0];
  const policies = ofType('AWS::IAM::Policy').filter(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes(String(role)),
  );
  expect(JSON.stringify(policies)).toContain('kms:Decrypt');
  expect(JSON.stringify(ofType('AWS::CloudWatch::Dashboard'))).toContain('EnabledSubscriptions');
});

interface Resource {
  Type: string;
  Properties: {
    Environment?: { Variables?: Record<string, unknown> };
    Role?: { 'Fn::GetAtt': [string, string] };
    Roles?: unknown;
  };
}

test(
  'is synced, checked and reported in the sandbox',
  async () => {
    const commands = ['sync --json', 'check --json', 'report --output -'];
    const [synced = '', checked, report] = (
      await node('--input-type=module', '--eval', COMMANDS, ...commands)
    ).split('\0');
    const { evidence } = JSON.parse(synced) as {
      evidence: { collector: string; facts: object; complete: boolean; requirements: { id: string }[] }[];
    };
    const [item] = evidence.filter(({ collector }) => collector === ID);
    expect(item).toMatchObject({ facts: { enabled: 1 }, complete: true });
    expect(item?.requirements.map(({ id }) => id)).toEqual(['A.5.15', 'CC6.1']);
    expect(checked).toContain('LicenseAssignment.Read.All');
    expect(report).toContain('1 of 2 subscriptions are enabled.');
  },
  PATIENCE,
);
