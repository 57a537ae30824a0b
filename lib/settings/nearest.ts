import { closest, distance } from 'fastest-levenshtein';

/**
 * Returns ` (Did you mean …?)`, with a blank before it, if one of the words resembles the typed text; else an empty
 * string.
 */
export function nearest(typed: string, words: readonly string[]): string {
  if (words.length === 0) return '';
  const candidate = closest(typed.toLowerCase(), words as string[]);
  const near = distance(typed.toLowerCase(), candidate.toLowerCase()) <= Math.max(1, candidate.length / 3);
  return near ? ` (Did you mean ${candidate}?)` : '';
}
