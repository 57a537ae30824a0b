/** Characters that surround a value after pasting, or that a shell or an editor adds. */
export const SURROUNDINGS: [name: string, surround: (value: string) => string][] = [
  ['blanks', (value) => `  ${value}\t`],
  ['a line end', (value) => `${value}\n`],
  ['a line end of Windows', (value) => `${value}\r\n`],
  ['a byte order mark', (value) => `\ufeff${value}`],
  ['no-break spaces', (value) => `\u00a0${value}\u202f`],
  ['zero-width characters', (value) => `\u200b${value}\u2060`],
  ['double quotes', (value) => `"${value}"`],
  ['single quotes', (value) => `'${value}'`],
  ['typographic quotes', (value) => `“${value}”`],
  ['quotes, blanks and a line end', (value) => `\ufeff ' ${value} ' \r\n`],
];
