import * as z from 'zod/mini';
import { plainText } from '../../domain/plain-text.ts';

/** Most texts of one list in the facts, and most characters of a text. Microsoft's own lists have at most eight members. */
const MOST_TEXTS = 10;
const LONGEST_TEXT = 48;

/** A list of texts from Graph; empty if Graph sends null or leaves the list out. */
export const Texts = z.pipe(
  z.optional(z.nullable(z.array(z.string()))),
  z.transform((texts): string[] => texts ?? []),
);

/**
 * Returns different texts from Graph, safe to store: at most ten, of 48 characters each. Sorts them, because Graph may list the
 * same texts in another order.
 */
export function shortTexts(texts: readonly string[]): string[] {
  const first = [...new Set(texts)].sort().slice(0, MOST_TEXTS);
  return first.map((text) => plainText(text, LONGEST_TEXT));
}

/** Returns whether a list has a keyword of Graph, such as `All`. Its case differs between Graph's lists. */
export function hasKeyword(texts: readonly string[], keyword: string): boolean {
  return texts.some((text) => text.toLowerCase() === keyword.toLowerCase());
}

/**
 * Returns whether a member is set: neither null nor empty, nor an object whose members are all null or empty. An
 * unknown member that is set may narrow a policy, so safeguards take it for a condition.
 */
export function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object') return true;
  return setMembers(value, new Set()).length > 0;
}

/** Returns the names of the members that are set and not in `known`, without OData's annotations. */
export function setMembers(object: object, known: ReadonlySet<string>): string[] {
  return Object.entries(object)
    .filter(([name, value]) => !known.has(name) && !name.includes('@') && isSet(value))
    .map(([name]) => name);
}
