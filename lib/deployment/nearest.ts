import { closest, distance } from 'fastest-levenshtein';

/** `(Did you mean …?)` where one of the words is near to what was typed; else nothing. Begins with a blank. */
export function nearest(typed: string, words: readonly string[]): string {
  if (words.length === 0) return '';
  const candidate = closest(typed.toLowerCase(), words as string[]);
  const near = distance(typed.toLowerCase(), candidate.toLowerCase()) <= Math.max(1, candidate.length / 3);
  return near ? ` (Did you mean ${candidate}?)` : '';
}
