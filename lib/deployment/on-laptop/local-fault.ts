import { UserError } from '../../domain/user-error.ts';

/** A fault of this machine that stops the command. */
export abstract class LocalFault extends UserError {}
