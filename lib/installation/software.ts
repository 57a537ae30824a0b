import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT, VERSION } from './project.ts';

let named: string | undefined;

/** Returns the product's name and version, and the commit of a checkout: `m365-evidence 0.2.0 (3f6c8a1e9d02)`. */
export function softwareName(): string {
  named ??= ['m365-evidence', VERSION, ...commit()].join(' ');
  return named;
}

/** Returns the commit in parentheses; nothing outside a checkout, or if Git is not installed. */
function commit(): string[] {
  if (!existsSync(join(PROJECT, '.git'))) return [];
  try {
    const options = { cwd: PROJECT, encoding: 'utf8', stdio: 'pipe', timeout: 2_000 } as const;
    return [`(${execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], options).trim()})`];
  } catch {
    return [];
  }
}
