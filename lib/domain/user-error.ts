import type { Remedy } from './remedy.ts';

/** The exit statuses of all commands. */
export const EXIT = { success: 0, failure: 1, wrongUsage: 2, interrupted: 130 } as const;

interface UserErrorDetails {
  /** What a person can do about it. */
  remedy: Remedy;
  cause?: unknown;
}

/** The parent of all errors that are meant for people. The message says what happened and why, the remedy what to do. */
export abstract class UserError extends Error {
  /** A literal, because minifying renames classes. */
  abstract override readonly name: string;
  readonly remedy: Remedy;
  /** The exit status of a command that ends with this error. */
  readonly exitStatus: number = EXIT.failure;

  constructor(message: string, { remedy, cause }: UserErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
  }
}

/** The command was called incorrectly: an option, an argument, an environment variable or its input is wrong. */
export class WrongUsage extends UserError {
  override readonly name = 'WrongUsage';
  override readonly exitStatus = EXIT.wrongUsage;
}
