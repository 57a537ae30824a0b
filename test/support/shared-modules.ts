import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AsyncResolver, SyncResolver } from 'jest-resolve';

/**
 * Jest's resolver. The code under test and its packages are loaded once for each worker, with Node's own loader, instead of
 * once for each suite, with Jest's: the tests take half of the time, and run the code as Node runs the program. Each suite
 * still loads its tests and `test/support`, because they register hooks, and the functions with middy and Powertools,
 * because they read the environment while they are loaded.
 */

const PROJECT = join(import.meta.dirname, '../..');
const STUBS = join(PROJECT, 'node_modules/.cache/m365-evidence/shared');
const LOADED_BY_EACH_SUITE =
  /^(test|lambdas|node_modules\/(@jest|jest[^/]*|@middy|@aws-lambda-powertools))\/|\.(json|cjs)$/;

/** The modules of this worker, by path. `worker-environment.cjs` gives them to the tests as `sharedModules`. */
export const modules = new Map<string, Record<string, unknown>>();

const stubs = new Map<string, Promise<string>>();

export const sync: SyncResolver = (request, options) => options.defaultResolver(request, options);

export const async: AsyncResolver = async (request, options) => {
  if (options.basedir.includes('node_modules') || isBuiltin(request))
    return options.defaultResolver(request, options);
  const path = /^[./]/.test(request)
    ? await options.defaultResolver(request, options)
    : fileURLToPath(import.meta.resolve(request));
  if (LOADED_BY_EACH_SUITE.test(relative(PROJECT, path))) return path;
  const stub = stubs.get(path) ?? stubFor(path);
  stubs.set(path, stub);
  return stub;
};

/** Loads a module, and writes a module for Jest that takes its exports from the loaded one. Resolves with the path. */
async function stubFor(path: string): Promise<string> {
  const module: Record<string, unknown> = await import(path);
  modules.set(path, module);
  const names = Object.keys(module).filter((name) => name !== 'default' && name !== 'module.exports');
  const source = [
    `const module = sharedModules.get(${JSON.stringify(path)});`,
    ...names.map((name, index) => `const e${index} = module.${name}; export { e${index} as ${name} };`),
    ...('default' in module ? ['export default module.default;'] : []),
  ].join('\n');
  const stub = join(STUBS, `${relative(PROJECT, path).replaceAll('/', '+')}.mjs`);
  if (!existsSync(stub) || readFileSync(stub, 'utf8') !== source) replace(stub, source);
  return stub;
}

/** Writes a file at once, because other workers may read it. */
function replace(file: string, text: string): void {
  mkdirSync(STUBS, { recursive: true });
  const written = `${file}.${process.pid}`;
  writeFileSync(written, text);
  renameSync(written, file);
}
