import type { Deployment } from '../deployment/deployment.ts';

/** Says that nothing was found, and whether anything is there at all. */
export function nothingFound(
  what: string,
  { folder, description }: Deployment,
  recorded: readonly string[],
): string {
  const place = folder ? `${folder}; ${description}` : description;
  if (recorded.length > 0) return `No such ${what} is in the register (${place}).\n`;
  const sync = `npx m365-evidence sync${folder ? ' --local' : ''}`;
  return `The register is empty (${place}). The first sync fills it: ${sync}\n`;
}
