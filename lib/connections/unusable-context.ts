/** The context (cdk.json or `--context`) is invalid. The message says what to change; a stack trace adds nothing. */
export class UnusableContext extends Error {
  override readonly name = 'UnusableContext';
}
