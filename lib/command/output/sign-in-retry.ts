/** Prints on standard error that a sign-in is tried again, after how long and why. */
export function showSignInRetry({ message }: Error, waitMs: number): void {
  process.stderr.write(`Trying again in ${(waitMs / 1_000).toFixed(1)} s: ${message}\n`);
}
