import type { Command } from 'commander';
import { commandLine } from './program.ts';

/** Columns of the help in the page. */
const WIDTH = 96;

/** Returns the reference of the command line as Markdown: the help of the program and of each command. */
export function commandReference(): string {
  const program = commandLine(async () => {});
  const sections = program.commands.map((command) => `## ${command.name()}\n\n${helpOf(command)}`);
  return `# The command line

Every command with its options, as \`npx m365-evidence --help\` and \`npx m365-evidence sync --help\`, for example, print them.
\`npm run fix\` writes this page. The options of the first list are options of every command.

${helpOf(program)}

${sections.join('\n\n')}
`;
}

/** Returns the complete help of a command as a block of text. */
function helpOf(command: Command): string {
  let help = '';
  command
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => {
        help += text;
      },
      getOutHelpWidth: () => WIDTH,
      getOutHasColors: () => false,
    })
    .outputHelp();
  return `\`\`\`text\n${help.trim()}\n\`\`\``;
}
