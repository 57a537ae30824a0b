import { expect, test } from '@jest/globals';
import { SCRIPTS } from '../../lib/setup/script.ts';
import type { CredentialSetup } from '../../lib/setup/setup.ts';
import { sampleSetup } from '../support/setup-script.ts';

const KINDS: CredentialSetup[] = [
  sampleSetup().credential,
  { kind: 'certificate' },
  { kind: 'secret', expires: '2027-11-26' },
];

/** Returns the first words of each message of a script, up to the first value in it. */
function messages(script: string, says: RegExp): Set<string> {
  return new Set([...script.matchAll(says)].map(([, text = '']) => text.trim()));
}

const BASH = /(?:say|stop) ["']([A-Z][^$'".:\n]*)/g;
const POWERSHELL = /(?:Write-Host|throw) \(?["']([A-Z][^$'".:\n]*)/g;

/** Steps of one tool only: Microsoft's module signs in by itself, and PowerShell has no pipe for the credential. */
const ONLY_IN_BASH =
  /^(This script has no options|The only option|Standard output|The Azure CLI|Sign in first|openssl|So there is|Entra made|Waiting for half a minute|Afterwards delete$|The certificate is registered)/;

test.each(KINDS)('the script for PowerShell takes the steps of the one for bash: $kind', (credential) => {
  const setup = sampleSetup({ credential });
  const bash = [...messages(SCRIPTS.bash(setup), BASH)].filter((text) => !ONLY_IN_BASH.test(text));
  const powershell = messages(SCRIPTS.powershell(setup), POWERSHELL);
  powershell.delete('Client secret, shown this once');
  expect([...powershell].sort()).toEqual(bash.sort());
});
