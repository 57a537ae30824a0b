/** The command was called in a way that cannot be carried out. Exit status 2; the message says what to change. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}
