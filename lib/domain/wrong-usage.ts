/** The command was called incorrectly. Exit status 2; the message says what to change. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}
