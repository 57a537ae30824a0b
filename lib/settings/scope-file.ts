import * as z from 'zod/mini';
import { UnusableContext } from '../connections/unusable-context.ts';
import type { ReportNotes } from '../domain/report-notes.ts';
import { catalogueOf } from '../frameworks/catalogue.ts';
import type { Framework } from '../frameworks/framework.ts';
import { jsonIn, unusableFile } from './json-file.ts';
import { nearest } from './nearest.ts';

const System = z
  .string()
  .check(z.maxLength(120), z.regex(/\S/, 'must not be empty'), z.regex(/^\P{Cc}*$/u, 'must be one line'));

/** Framework id to requirement id to the other system: its name, or an object with it. */
const ScopeFile = z.record(
  z.string(),
  z.record(z.string(), z.union([System, z.strictObject({ elsewhere: System })])),
);

/**
 * Reads which requirements another system has evidence for, from the file that the context names. Without a file, returns
 * an empty object. Throws UnusableContext, which names the file, the field and what to write.
 */
export function readScope(
  path: unknown,
  folder: string,
  frameworks: readonly Framework[],
): ReportNotes['elsewhere'] {
  if (path === undefined) return {};
  if (typeof path !== 'string') {
    throw new UnusableContext('The context "scope" (cdk.json) cannot be used: it is not the path of a file', {
      remedy: 'Write "scope": "scope.json", or leave it out.',
    });
  }
  const scope = ScopeFile.safeParse(jsonIn(path, folder), { error: z.locales.en().localeError });
  if (!scope.success) {
    const problems = scope.error.issues.map(
      ({ path: at, message }) => `${at.map(String).join(', ')}: ${message}`,
    );
    throw unusableFile(
      path,
      problems.join('; '),
      'Write { "soc2-2017": { "CC1.1": { "elsewhere": "Intune" } } }.',
    );
  }
  return Object.fromEntries(
    Object.entries(scope.data).map(([id, systems]) => {
      checkIds(path, id, Object.keys(systems), frameworks);
      const named = Object.entries(systems).map(
        ([requirement, system]) =>
          [requirement, typeof system === 'string' ? system : system.elsewhere] as const,
      );
      return [id, Object.fromEntries(named)];
    }),
  );
}

function checkIds(path: string, id: string, named: string[], frameworks: readonly Framework[]): void {
  const known = frameworks.map((framework) => framework.id);
  const framework = frameworks.find((one) => one.id === id);
  if (!framework) {
    throw unusableFile(
      path,
      `there is no framework ${id}.${nearest(id, known)}`,
      `Frameworks: ${known.join(', ')}.`,
    );
  }
  const { ids, called } = catalogueOf(framework);
  const unknown = named.find((requirement) => !ids.includes(requirement));
  if (unknown === undefined) return;
  throw unusableFile(
    path,
    `${id} has no requirement ${unknown}.${nearest(unknown, ids)}`,
    `Its ${called} go from ${ids[0]} to ${ids.at(-1)}.`,
  );
}
