import { describe, expect, test } from '@jest/globals';
import { CLOUDS, CloudName } from '../../lib/domain/cloud.ts';
import { TOOL_NAMES } from '../../lib/setup/national-clouds.ts';
import { SCRIPTS } from '../../lib/setup/script.ts';
import type { CredentialSetup } from '../../lib/setup/setup.ts';
import { sampleSetup } from '../support/setup-script.ts';

const CREDENTIALS: CredentialSetup[] = [
  sampleSetup().credential,
  { kind: 'certificate' },
  { kind: 'secret', expires: '2027-11-26' },
];
const EVERY = CloudName.options.flatMap((cloud) =>
  CREDENTIALS.map((credential) => ({ cloud, credential, kind: credential.kind })),
);

// No test runs PowerShell: these look at the text.
describe.each(EVERY)('$kind in $cloud', ({ cloud, credential, kind }) => {
  const script = SCRIPTS.powershell(sampleSetup({ cloud, credential }));

  test('signs in to the national cloud, and sends requests to its Graph only', () => {
    expect(script).toContain(`$Environment = '${TOOL_NAMES[cloud].graphPowerShell}'`);
    expect(script).toContain(`$Graph = '${CLOUDS[cloud].graph}'`);
    expect(script).toContain('Uri = "$Graph/v1.0/$Path"');
  });

  test('stops at an error, deletes nothing, and puts no secret on the output of the script', () => {
    expect(script).toContain("$ErrorActionPreference = 'Stop'");
    expect(script).not.toMatch(/DELETE|Remove-|Write-Output/);
    expect(script.includes(CLOUDS[cloud].federationAudience)).toBe(kind === 'federated');
  });

  test('has balanced brackets and quotes', () => {
    const code = script
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n')
      .replaceAll(/'(?:[^']|'')*'|"(?:[^"`])*"/g, 'text');
    for (const [open, close] of ['()', '{}', '[]'])
      expect(code.split(open as string).length).toBe(code.split(close as string).length);
    expect(code).not.toMatch(/['"]/);
  });
});

test('a multi-tenant app gets consent only in tenants that a connection reads', () => {
  const customers = [{ connection: 'plant', tenantId: '44444444-4444-4444-8444-444444444444' }];
  const script = SCRIPTS.powershell(sampleSetup({ customers }));
  expect(script).toContain("if (@('44444444-4444-4444-8444-444444444444') -contains $tenant) {");
  expect(script).toContain("/44444444-4444-4444-8444-444444444444/adminconsent?client_id=' + $app");
});

test('an app of the same name is used only if the person who signs in is its only owner', () => {
  const script = SCRIPTS.powershell(sampleSetup());
  expect(script.indexOf('$owners[0] -ne $me')).toBeGreaterThan(script.indexOf('if (-not $AppId)'));
  expect(script.indexOf('$owners[0] -ne $me')).toBeLessThan(script.indexOf('appRoleAssignedTo'));
});

test('the file of a private key is private before the key is written', () => {
  const script = SCRIPTS.powershell(sampleSetup({ credential: { kind: 'certificate' } }));
  expect(script.indexOf('chmod 600 $file')).toBeGreaterThan(script.indexOf('New-Item -ItemType File $file'));
  expect(script.indexOf('Set-Content $file $lines')).toBeGreaterThan(script.indexOf('chmod 600 $file'));
});

test('takes the latest date of a list of one, and stops if the key of a certificate is somewhere else', () => {
  const [certificate, secret] = [
    SCRIPTS.powershell(sampleSetup({ credential: { kind: 'certificate' } })),
    SCRIPTS.powershell(sampleSetup({ credential: { kind: 'secret', expires: '2027-11-26' } })),
  ];
  // Without @( ) the last item of one text would be its last letter.
  for (const script of [certificate, secret]) expect(script).toMatch(/\$ends = @\(.*\)\[-1\]/);
  expect(certificate).toMatch(/if \(-not \(Test-Path \$file\)\) \{\n {4}throw/);
});
