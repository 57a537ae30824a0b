import { EXIT } from '../domain/user-error.ts';
import type { CommandContext } from './command-definition.ts';
import { bashCompletion } from './completion/bash-completion.ts';
import { type CompletedWords, completedWords } from './completion/completed-words.ts';
import { fishCompletion } from './completion/fish-completion.ts';
import { zshCompletion } from './completion/zsh-completion.ts';

/** The shells are those that the command accepts as its argument. */
const SCRIPTS: Record<string, (words: CompletedWords) => string> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints the completion script of a shell. Returns the exit status. */
export async function completion(
  shell: string | undefined,
  _: object,
  { output, program }: CommandContext,
): Promise<number> {
  const words = await completedWords(program);
  output.result(SCRIPTS[shell ?? '']?.(words) ?? '');
  return EXIT.success;
}
