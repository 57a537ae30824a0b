import type { CompletedOption, CompletedWords } from './completed-words.ts';

/**
 * Returns the completion script for fish.
 * Source: https://fishshell.com/docs/current/cmds/complete.html
 */
export function fishCompletion({ program, options, commands }: CompletedWords): string {
  const names = commands.map(({ name }) => name).join(' ');
  const complete = `complete -c ${program}`;
  const lines = commands.flatMap(({ name, description, options: own, argument }) => {
    const here = `${complete} -n ${text(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `${complete} -n ${text(`not __fish_seen_subcommand_from ${names}`)} -a ${name} -d ${text(description)}`,
      ...(argument.length > 0 ? [`${here} -a ${text(argument.join(' '))}`] : []),
      ...own.map((option) => `${here} ${optionText(option)}`),
    ];
  });
  return `# Completion of ${program} for fish. Written by "${program} completion fish".
${complete} -f
${options.map((option) => `${complete} ${optionText(option)}`).join('\n')}
${lines.join('\n')}
`;
}

function optionText({ name, description, value, values, isFile }: CompletedOption): string {
  const named = `-l ${name.slice(2)} -d ${text(description)}`;
  if (isFile) return `${named} -r -F`;
  if (value === 'none') return named;
  return values.length > 0 ? `${named} -x -a ${text(values.join(' '))}` : `${named} -x`;
}

/** Returns the text in single quotes, in which fish knows two escapes. */
function text(content: string): string {
  return `'${content.replaceAll(/[\\']/g, '\\$&')}'`;
}
