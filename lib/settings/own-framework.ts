import * as z from 'zod/mini';
import { COLLECTORS } from '../collectors/registry.ts';
import { jsonIn, unusableFile } from './json-file.ts';
import { nearest } from './nearest.ts';

const text = (most: number) =>
  z
    .string()
    .check(z.maxLength(most), z.regex(/\S/, 'must not be empty'), z.regex(/^\P{Cc}*$/u, 'must be one line'));
/** A requirement's id is a word of a command line, of a CSV cell and of an OSCAL document. */
const RequirementId = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][\w.:()/-]{0,39}$/, 'use 1 to 40 letters, digits and . : ( ) / - _, without blanks'),
  );

/** The file of a deployer's own framework. */
const OwnFrameworkFile = z.strictObject({
  id: z
    .string()
    .check(z.regex(/^[a-z][a-z0-9.-]{0,39}$/, 'use 1 to 40 lower-case letters, digits, dots and dashes')),
  title: text(80),
  requirements: z
    .record(RequirementId, text(200))
    .check(z.refine((all) => Object.keys(all).length > 0, 'list at least one requirement')),
  mapping: z.record(
    z.string(),
    z.array(
      z.strictObject({
        requirement: z.string(),
        claim: z.optional(text(600)),
        limits: z.optional(text(600)),
        test: z.optional(text(600)),
      }),
    ),
  ),
});
export type OwnFrameworkFile = z.infer<typeof OwnFrameworkFile>;

/**
 * Reads a deployer's own framework from a file, whose path is relative to the folder. Throws UnusableContext, which names
 * the file, the field and what to write.
 */
export function readOwnFramework(path: string, folder: string): OwnFrameworkFile {
  const parsed = OwnFrameworkFile.safeParse(jsonIn(path, folder), { error: z.locales.en().localeError });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => {
      // For a key, the sentence that says what to write is one level deeper.
      const { message } = (issue.code === 'invalid_key' && issue.issues[0]) || issue;
      return `${issue.path.map(String).join('.')}: ${message}`;
    });
    throw unusableFile(path, problems.join('; '), 'lib/frameworks/README.md describes the fields.');
  }
  const own = parsed.data;
  for (const [collector, mapped] of Object.entries(own.mapping)) checkMapped(path, own, collector, mapped);
  return own;
}

function checkMapped(
  path: string,
  { requirements }: OwnFrameworkFile,
  collector: string,
  mapped: OwnFrameworkFile['mapping'][string],
): void {
  const collectors = COLLECTORS.map(({ id }) => id as string);
  if (!collectors.includes(collector)) {
    const problem = `mapping.${collector}: there is no collector ${collector}.${nearest(collector, collectors)}`;
    throw unusableFile(path, problem, `Collectors: ${collectors.join(', ')}.`);
  }
  const ids = Object.keys(requirements);
  for (const [index, { requirement }] of mapped.entries()) {
    const field = `mapping.${collector}.${index}.requirement`;
    if (!ids.includes(requirement)) {
      const problem = `${field}: "requirements" does not list ${requirement}.${nearest(requirement, ids)}`;
      throw unusableFile(path, problem, `Add ${requirement} and its title to "requirements".`);
    }
    if (mapped.findIndex((other) => other.requirement === requirement) < index) {
      throw unusableFile(path, `${field}: ${requirement} is there twice`, 'Remove one of the two.');
    }
  }
}
