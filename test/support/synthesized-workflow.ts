import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { StateMachineDefinition } from 'aws-local-stepfunctions';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'node_modules/.cache/m365-evidence');
/** The files that the definition depends on. */
const SOURCES = ['{lib,lambdas}/**/*.ts', 'package-lock.json', 'test/support/synthesize-workflow.ts'];

/** Returns the state machine's definition. It is synthesized once for all test files, and again when a source changes. */
export function synthesizedWorkflow(): StateMachineDefinition {
  return JSON.parse(readFileSync(synthesized(), 'utf8')) as StateMachineDefinition;
}

/** Returns the path of the synthesized definition. */
export function synthesized(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(readFileSync(join(ROOT, file)));
  const file = join(FOLDER, `workflow-${hash.digest('hex').slice(0, 32)}.json`);
  if (existsSync(file)) return file;
  mkdirSync(FOLDER, { recursive: true });
  const written = `${file}.${process.pid}`;
  execFileSync(process.execPath, [join(import.meta.dirname, 'synthesize-workflow.ts'), written]);
  renameSync(written, file);
  return file;
}
