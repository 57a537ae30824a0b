import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { installed, manifest, packed } from './installed-package.ts';

const run = promisify(execFile);

let app: string;
let cdkApp: string;
beforeAll(async () => {
  const tarball = await packed();
  app = await installed(tarball, 'app');
  cdkApp = await installed(tarball, 'cdk-app', Object.keys(manifest.peerDependencies));
}, 60_000);

/** Runs the installed command in another folder, which is the user's home. */
async function evidence(...args: string[]) {
  const home = join(app, 'home');
  mkdirSync(home, { recursive: true });
  const command = join(app, 'node_modules/m365-evidence/bin/m365-evidence.cjs');
  const env = { PATH: process.env.PATH, HOME: home };
  return (await run(process.execPath, [command, ...args], { cwd: home, env })).stdout;
}

test('the package holds JavaScript only, with the source map of each file', () => {
  const files = globSync('**', { cwd: join(app, 'node_modules/m365-evidence'), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  expect(files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([]);
  const code = files.filter((name) => name.endsWith('.js'));
  expect(code.length).toBeGreaterThan(100);
  expect(code.filter((name) => !files.includes(`${name}.map`))).toEqual([]);
});

/** Names of packages in imports, and in the calls of `load`, which the embedded DynamoDB makes. */
const IMPORTED =
  /(?:^(?:import|export|\}) .*from '|^import '|\bimport\('|\bload\(`)((?:@[\w-]+\/)?[\w-]+)(?=['`/])/gm;

test('each package that the code imports is a dependency, and each dependency is imported', () => {
  const dist = join(app, 'node_modules/m365-evidence/dist');
  const names = globSync('{bin,lib}/**/*.js', { cwd: dist }).flatMap((file) =>
    [...readFileSync(join(dist, file), 'utf8').matchAll(IMPORTED)].map(([, name = '']) => name),
  );
  const { dependencies, peerDependencies } = manifest;
  expect([...new Set(names)].sort()).toEqual(Object.keys({ ...dependencies, ...peerDependencies }).sort());
});

test('the installed command prints its version', async () => {
  expect(await evidence('--version')).toBe(`${manifest.version}\n`);
});

test('syncs the sandbox tenant and reports on it, without the CDK, from a register in the home', async () => {
  const { run: sync, evidence: items } = JSON.parse(await evidence('sync', '--sandbox', '--json'));
  expect(sync).toMatchObject({ status: 'complete', connection: 'default' });
  expect(items).toHaveLength(4);
  expect(existsSync(join(app, 'home/.m365-evidence/sandbox'))).toBe(true);
  await evidence('report', '--local', '--output', 'report.html');
  expect(readFileSync(join(app, 'home/report.html'), 'utf8')).toContain('<h1');
});

test('an app in another folder synthesizes the construct with the bundles of the package', async () => {
  const program = `
    import { App, Stack } from 'aws-cdk-lib';
    import { M365Evidence } from 'm365-evidence';
    const app = new App({ outdir: 'cdk.out', builtinCloudFormationValidation: false, analyticsReporting: false });
    const stack = new Stack(app, 'Theirs');
    new M365Evidence(stack, 'Evidence', { connections: [{ name: 'default' }], notify: 'grc@example.com' });
    app.synth();`;
  writeFileSync(join(cdkApp, 'app.mjs'), program);
  await run(process.execPath, ['app.mjs'], { cwd: cdkApp });
  const code = globSync('cdk.out/asset.*/index.mjs', { cwd: cdkApp });
  expect(code.length).toBe(6);
});
