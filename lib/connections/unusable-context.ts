import { UserError } from '../domain/user-error.ts';

/** The context (cdk.json or `--context`) is invalid. */
export class UnusableContext extends UserError {
  override readonly name = 'UnusableContext';
}
