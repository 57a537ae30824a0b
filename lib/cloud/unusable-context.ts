/** The context (cdk.json or `--context`) cannot be deployed. The message says what to change; a stack trace adds nothing. */
export class UnusableContext extends Error {
  override readonly name = 'UnusableContext';
}
