import * as z from 'zod/mini';
import { UnusableContext } from '../connections/unusable-context.ts';
import type { OwnFramework, Settings } from '../domain/settings.ts';
import { PUBLISHED } from '../frameworks/frameworks.ts';
import { nearest } from './nearest.ts';
import { type OwnFrameworkFile, readOwnFramework } from './own-framework.ts';

const IDS = PUBLISHED.map(({ id }) => id);

const Listed = z.array(z.string()).check(z.minLength(1));

/**
 * Returns the frameworks in the context: ids of published ones, and files of a deployer's own, whose names end in `.json`.
 * Throws UnusableContext, which names the entry.
 */
export function frameworksIn(context: unknown, folder: string): Settings['frameworks'] {
  const frameworks = listedIn(context).map((entry) => {
    if (IDS.includes(entry)) return entry;
    if (entry.endsWith('.json')) return mappedIn(readOwnFramework(entry, folder), entry);
    throw unusable(
      `there is no framework ${entry}.${nearest(entry, IDS)}`,
      `Frameworks: ${IDS.join(', ')}, or the path of your own, which ends in .json.`,
    );
  });
  const ids = frameworks.map((one) => (typeof one === 'string' ? one : one.id));
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined)
    throw unusable(`${twice} is there twice`, 'Remove one of the two, or rename your own.');
  return frameworks;
}

/** Returns the entries of the context. Throws UnusableContext if they are not a list of texts. */
export function listedIn(context: unknown): string[] {
  const listed = Listed.safeParse(context);
  if (listed.success) return listed.data;
  throw unusable(
    'it is not a list with at least one entry',
    `Write ${JSON.stringify(IDS.slice(0, 2))}, for example.`,
  );
}

function mappedIn({ id, title, requirements, mapping }: OwnFrameworkFile, path: string): OwnFramework {
  if (IDS.includes(id)) {
    throw unusable(
      `${path} has the id ${id}, which is the id of a published framework`,
      'Give yours another id.',
    );
  }
  const ids = Object.entries(mapping).map(
    ([collector, mapped]) => [collector, mapped.map(({ requirement }) => requirement)] as const,
  );
  return { id, title, requirements, mapping: Object.fromEntries(ids) };
}

function unusable(problem: string, remedy: string): UnusableContext {
  return new UnusableContext(`The context "frameworks" (cdk.json) cannot be used: ${problem}`, { remedy });
}
