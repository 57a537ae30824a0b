import { COLLECTORS, type CollectorId, knownCollector } from '../collectors/registry.ts';
import type { RequirementId } from '../domain/evidence.ts';
import type { Settings } from '../domain/settings.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { Framework } from '../frameworks/framework.ts';
import { frameworksOf, PUBLISHED } from '../frameworks/frameworks.ts';
import { nearest } from '../settings/nearest.ts';

/** Returns the id of a collector. Throws WrongUsage if this version does not have the collector. */
export function collectorNamed(id: string): CollectorId {
  const known = knownCollector(id);
  if (known) return known.id;
  const ids = COLLECTORS.map((collector) => collector.id);
  throw new WrongUsage(`--collector: unknown collector ${id}.${nearest(id, ids)}`, {
    remedy: `Collectors: ${ids.join(', ')}.`,
  });
}

/**
 * Returns the requirements with this id in a framework, which is given by its id or the start of it. Without an id,
 * returns all requirements of the framework; without either, an empty list. Knows the frameworks that are switched on, and
 * all published ones, because the register may hold evidence from a time when another one was. Throws WrongUsage if either
 * is unknown.
 */
export function requirementsNamed(
  framework: string | undefined,
  id: string | undefined,
  settings: Pick<Settings, 'frameworks'>,
): RequirementId[] {
  const known = knownFrameworks(settings);
  const frameworks = framework === undefined ? known : [frameworkNamed(framework, known)];
  const all = idsIn(frameworks);
  if (id === undefined) return framework === undefined ? [] : all;
  const named = all.filter((requirement) => requirement.id.toLowerCase() === id.toLowerCase());
  if (named.length > 0) return named;
  const ids = all.map((requirement) => requirement.id);
  const where = framework === undefined ? '' : ` in ${frameworks.map(({ id: of }) => of).join(', ')}`;
  // Without a framework, the list names only those that are switched on: all others would fill the screen.
  const listed = framework === undefined ? idsIn(frameworksOf(settings)) : all;
  throw new WrongUsage(`--requirement: no collector gives evidence for ${id}${where}.${nearest(id, ids)}`, {
    remedy: `Requirements with evidence: ${listed.map((requirement) => requirement.id).join(', ')}.`,
  });
}

/**
 * Returns a line that names the frameworks of the requirements if all of them are switched off, because evidence is then not
 * mapped to their requirements. Empty if one is switched on, or without requirements.
 */
export function switchedOffText(
  requirements: readonly RequirementId[],
  settings: Pick<Settings, 'frameworks'>,
): string {
  const on = new Set(frameworksOf(settings).map(({ id }) => id));
  const named = [...new Set(requirements.map(({ framework }) => framework))];
  if (named.length === 0 || named.some((id) => on.has(id))) return '';
  return `Evidence is not mapped to ${named.join(', ')}. To map new evidence to it, add it to "frameworks" in cdk.json.\n`;
}

function idsIn(frameworks: readonly Framework[]): RequirementId[] {
  return frameworks.flatMap(({ id: framework, requirements }) =>
    Object.keys(requirements).map((id) => ({ framework, id })),
  );
}

/** Returns the frameworks that are switched on, and then the other published ones. */
function knownFrameworks(settings: Pick<Settings, 'frameworks'>): Framework[] {
  return [...new Set([...frameworksOf(settings), ...PUBLISHED])];
}

function frameworkNamed(typed: string, known: readonly Framework[]): Framework {
  const found = known.filter(({ id }) => id.startsWith(typed.toLowerCase()));
  const exact = found.find(({ id }) => id === typed.toLowerCase());
  if (exact) return exact;
  if (found.length === 1 && found[0]) return found[0];
  const ids = known.map(({ id }) => id);
  const near = nearest(typed, [...ids, ...ids.map((id) => id.replace(/-\d{4}$/, ''))]);
  throw new WrongUsage(`--framework: unknown framework ${typed}.${near}`, {
    remedy: `Frameworks: ${ids.join(', ')}.`,
  });
}
