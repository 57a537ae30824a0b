import { commitIn } from './git-commit.ts';
import { PROJECT, VERSION } from './project.ts';

/** Returns the product's name and version, and the commit of a checkout: `m365-evidence 0.2.0 (3f6c8a1e9d02)`. */
export function softwareName(): string {
  const commit = commitIn(PROJECT);
  return `m365-evidence ${VERSION}${commit === undefined ? '' : ` (${commit})`}`;
}
