import { InvalidArgumentError, Option } from 'commander';
import { connectionNames, SuggestedOption } from './suggested-option.ts';

/** Returns `--json`. */
export function jsonOption(): Option {
  return new Option('--json', 'print JSON on standard output, and nothing else');
}

/** Returns `--connection`; each use of it adds a name. */
export function connectionOption(): Option {
  return new SuggestedOption(
    '--connection <name>',
    'only this connection; can be given several times',
    connectionNames,
  ).argParser((name: string, before: string[] = []) => [...before, name]);
}

/** Returns `--connection` of commands that work with one connection. */
export function onlyConnectionOption(): Option {
  return new SuggestedOption(
    '--connection <name>',
    'this connection, if the register has several',
    connectionNames,
  );
}

/** Returns `--table`, for commands that read the register. */
export function tableOption(): Option {
  return new Option(
    '--table <name>',
    'read this table instead of a stack: the register of a stack that was deleted',
  );
}

/** Returns `--allow-empty`, for commands that list something. */
export function allowEmptyOption(): Option {
  return new Option('--allow-empty', 'accept an empty result: exit status 0');
}

/** Parses the value of an option that is a count. */
export function wholeNumber(typed: string): number {
  if (/^[1-9]\d{0,5}$/.test(typed)) return Number(typed);
  throw new InvalidArgumentError('Write a number from 1 to 999999.');
}
