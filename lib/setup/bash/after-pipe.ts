import type { Setup } from '../setup.ts';

/**
 * Returns the end of a script whose pipe took the credential, because "connect" then says what comes next. Empty for an app
 * that connections share: its consent links and its lines of cdk.json are still to be printed.
 */
export function afterPipe({ sharedSecret, customers }: Setup, indentation: string): string {
  return sharedSecret === undefined && !customers ? `\n${indentation}exit 0` : '';
}
