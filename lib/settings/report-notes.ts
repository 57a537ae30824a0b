import { contextIn, fromCdkJson } from '../connections/cdk-json.ts';
import type { Claims } from '../domain/claim.ts';
import type { ReportNotes } from '../domain/report-notes.ts';
import { PUBLISHED } from '../frameworks/frameworks.ts';
import { listedIn } from './frameworks-context.ts';
import { type OwnFrameworkFile, readOwnFramework } from './own-framework.ts';
import { readScope } from './scope-file.ts';

/** The keys of the context in `cdk.json` that reports need. Their values are unchecked. */
interface NotesContext {
  frameworks?: unknown;
  scope?: unknown;
}

/** Returns the notes in `cdk.json`; empty ones without the file. Throws WrongUsage if it is invalid. */
export function listedNotes(): ReportNotes {
  return fromCdkJson(notesIn);
}

/**
 * Returns the notes of a context. Paths are relative to the folder. Throws UnusableContext, which names the file, the field
 * and what to write.
 */
export function notesIn({ frameworks, scope }: NotesContext, folder: string): ReportNotes {
  const listed = contextIn('frameworks', frameworks);
  const files = listed === undefined ? [] : listedIn(listed).filter((entry) => entry.endsWith('.json'));
  const own = files.map((file) => readOwnFramework(file, folder));
  return {
    claims: claimsIn(own),
    elsewhere: readScope(scope, folder, [...PUBLISHED, ...own.map(withoutClaims)]),
  };
}

function withoutClaims({ id, title, requirements }: OwnFrameworkFile) {
  return { id, title, requirements };
}

/** Returns the claims by collector, framework and requirement. */
function claimsIn(own: readonly OwnFrameworkFile[]): ReportNotes['claims'] {
  const claims: Record<string, Record<string, Claims[string]>> = {};
  for (const { id, mapping } of own) {
    for (const [collector, mapped] of Object.entries(mapping)) {
      const texts = mapped.map(({ requirement, ...claim }) => [requirement, claim] as const);
      claims[collector] = { ...claims[collector], [id]: Object.fromEntries(texts) };
    }
  }
  return claims;
}
