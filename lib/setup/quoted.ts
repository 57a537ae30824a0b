/** Returns a text as one literal word of bash: nothing in it is expanded or run. */
export function bashQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Returns a text as a literal string of PowerShell, which ends one at each typographic single quote too.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function powershellQuoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/** Returns a text for a comment, in one line: the next line would be a command. */
export function commentText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, ' ');
}
