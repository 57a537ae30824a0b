import { COLLECTORS, type CollectorId, knownCollector } from '../collectors/registry.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { Framework } from '../frameworks/framework.ts';
import { FRAMEWORKS } from '../frameworks/frameworks.ts';
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
 * returns all requirements of the framework; without either, an empty list. Throws WrongUsage if either is unknown.
 */
export function requirementsNamed(framework: string | undefined, id: string | undefined) {
  const frameworks = framework === undefined ? FRAMEWORKS : [frameworkNamed(framework)];
  const all = frameworks.flatMap(({ id: of, requirements }) =>
    Object.keys(requirements).map((requirement) => ({ framework: of, id: requirement })),
  );
  if (id === undefined) return framework === undefined ? [] : all;
  const named = all.filter((requirement) => requirement.id.toLowerCase() === id.toLowerCase());
  if (named.length > 0) return named;
  const ids = all.map((requirement) => requirement.id);
  const where = framework === undefined ? '' : ` in ${frameworks.map(({ id: of }) => of).join(', ')}`;
  throw new WrongUsage(`--requirement: no collector gives evidence for ${id}${where}.${nearest(id, ids)}`, {
    remedy: `Requirements with evidence: ${ids.join(', ')}.`,
  });
}

function frameworkNamed(typed: string): Framework {
  const found = FRAMEWORKS.filter(({ id }) => id.startsWith(typed.toLowerCase()));
  if (found.length === 1 && found[0]) return found[0];
  const ids = FRAMEWORKS.map(({ id }) => id);
  const near = nearest(typed, [...ids, ...ids.map((id) => id.replace(/-\d{4}$/, ''))]);
  throw new WrongUsage(`--framework: unknown framework ${typed}.${near}`, {
    remedy: `Frameworks: ${ids.join(', ')}.`,
  });
}
