import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import { WrongUsage } from '../../lambdas/domain/wrong-usage.ts';
import type { Framework } from '../../lambdas/mapping/framework.ts';
import { FRAMEWORKS } from '../../lambdas/mapping/frameworks.ts';
import { nearest } from '../deployment/nearest.ts';

/** The collector of that id. Throws WrongUsage where it is none of this version. */
export function collectorNamed(id: string): string {
  const ids = COLLECTORS.map((collector) => collector.id);
  if (ids.includes(id)) return id;
  throw new WrongUsage(
    `--collector: there is none named ${id}.${nearest(id, ids)} There are: ${ids.join(', ')}.`,
  );
}

/** The requirements that a framework (its id or the beginning of it) and an id name. Throws WrongUsage. */
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
  throw new WrongUsage(
    `--requirement: nothing is evidence for ${id}${where}.${nearest(id, ids)} There is evidence for: ${ids.join(', ')}.`,
  );
}

function frameworkNamed(typed: string): Framework {
  const found = FRAMEWORKS.filter(({ id }) => id.startsWith(typed.toLowerCase()));
  if (found.length === 1 && found[0]) return found[0];
  const ids = FRAMEWORKS.map(({ id }) => id);
  const near = nearest(typed, [...ids, ...ids.map((id) => id.replace(/-\d{4}$/, ''))]);
  throw new WrongUsage(`--framework: there is none named ${typed}.${near} There are: ${ids.join(', ')}.`);
}
