import type { Setup } from '../setup.ts';

/**
 * Returns the end of a script whose pipe took the credential, with the indentation of its line. "connect" then says what comes next;
 * an app that connections share still needs its consent links and its lines of cdk.json, so such a script goes on.
 */
export function afterPipe({ sharedSecret, customers }: Setup, indentation: string): string {
  return sharedSecret === undefined && !customers ? `\n${indentation}exit 0` : '';
}
