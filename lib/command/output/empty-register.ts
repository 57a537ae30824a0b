import type { Deployment } from '../../deployment/deployment.ts';

/** Says that nothing was found, and whether anything is there at all. */
export function nothingFound(
  what: string,
  { folder, registerOf }: Deployment,
  recorded: readonly string[],
): string {
  const register = `the register of ${registerOf}`;
  const place = folder ? `: ${folder}` : '';
  if (recorded.length > 0) return `No such ${what} is in ${register}${place}\n`;
  const sync = `npx m365-evidence sync${folder ? ' --local' : ''}`;
  return `Nothing is in ${register}${place}\nThe first sync fills it: ${sync}\n`;
}
