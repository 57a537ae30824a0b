import type { CompletedOption, CompletedWords } from './completed-words.ts';

/** Returns each option of the program once, although several commands have it. */
function everyOption({ options, commands }: CompletedWords): CompletedOption[] {
  const all = [...options, ...commands.flatMap((command) => command.options)];
  return [...new Map(all.map((option) => [option.name, option])).values()];
}

/** Returns the names of the options that must be followed by a value, as a pattern of a shell's `case`. */
export function optionsWithValue(words: CompletedWords): string {
  return patternOf(everyOption(words).filter(({ value }) => value === 'required'));
}

/** Returns the same for the options after which nothing can be offered, because any text may follow. */
export function optionsWithFreeText(words: CompletedWords): string {
  const free = ({ value, values, isFile }: CompletedOption) =>
    value === 'required' && values.length === 0 && !isFile;
  return patternOf(everyOption(words).filter(free));
}

/** Returns the options whose values are known. */
export function optionsWithKnownValues(words: CompletedWords): CompletedOption[] {
  return everyOption(words).filter(({ values }) => values.length > 0);
}

/** Returns the options that are followed by the name of a file. */
export function optionsWithFile(words: CompletedWords): string {
  return patternOf(everyOption(words).filter(({ isFile }) => isFile));
}

function patternOf(options: readonly CompletedOption[]): string {
  return options.map(({ name }) => name).join(' | ');
}

/** Returns the text as one word of a shell, in single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
