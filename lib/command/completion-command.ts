import { Argument, Command } from 'commander';
import type { CommandDefinition } from './command-definition.ts';

const INSTALL = `
Install it, once for each user, and then open a new terminal:
  bash   echo 'source <(m365-evidence completion bash)' >> ~/.bashrc
         (bash 3.2 of macOS: eval "$(m365-evidence completion bash)")
  zsh    echo 'source <(m365-evidence completion zsh)' >> ~/.zshrc
         (below the line that calls compinit)
  fish   m365-evidence completion fish > ~/.config/fish/completions/m365-evidence.fish

Completion needs the command itself on the PATH ("npm install --global", or "npm link" in the
project's folder): shells cannot complete behind npx. The script holds the connections that
cdk.json of this project lists now.`;

export const completionCommand: CommandDefinition = {
  describe: () =>
    new Command('completion')
      .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
      .description('print a script that completes commands, options and their values in a shell')
      .addHelpText('after', INSTALL),
  load: async () => (await import('./completion-action.ts')).completion,
};
