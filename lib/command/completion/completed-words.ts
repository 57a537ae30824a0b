import type { Command, Option } from 'commander';
import { connectionNames, SuggestedOption } from '../suggested-option.ts';

/** An option as completion offers it. */
export interface CompletedOption {
  /** `--sandbox` */
  name: string;
  /** One line. */
  description: string;
  value: 'none' | 'optional' | 'required';
  /** The values that are known; empty for free text. */
  values: readonly string[];
  isFile: boolean;
}

/** A command as completion offers it. */
interface CompletedCommand {
  name: string;
  /** One line. */
  description: string;
  options: CompletedOption[];
  /** The known values of its argument. */
  argument: readonly string[];
}

/** All words of a command line that completion offers. */
export interface CompletedWords {
  program: string;
  /** The options that every command has. */
  options: CompletedOption[];
  commands: CompletedCommand[];
}

/** Collects the words from the commander program. */
export async function completedWords(program: Command): Promise<CompletedWords> {
  const named = await Promise.all(program.commands.map(completedCommand));
  const names = named.map(({ name }) => name);
  const help = { name: 'help', description: 'print the help of a command', options: [], argument: names };
  return {
    program: program.name(),
    options: [...(await Promise.all(program.options.map(completedOption))), HELP],
    commands: [...named, help],
  };
}

const HELP: CompletedOption = {
  name: '--help',
  description: 'print the help of the command',
  value: 'none',
  values: [],
  isFile: false,
};

async function completedCommand(command: Command): Promise<CompletedCommand> {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    options: await Promise.all(command.options.map(completedOption)),
    argument: argument?.argChoices ?? (argument?.name() === 'name' ? await connectionNames() : []),
  };
}

async function completedOption(option: Option): Promise<CompletedOption> {
  const { required, optional, flags, description } = option;
  const given = required ? 'required' : 'none';
  return {
    name: option.long ?? flags,
    description,
    value: optional ? 'optional' : given,
    values: option instanceof SuggestedOption ? await option.suggestions() : (option.argChoices ?? []),
    isFile: flags.endsWith('<file>'),
  };
}
