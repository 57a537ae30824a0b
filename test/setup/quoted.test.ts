import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { bashQuoted, commentText, powershellQuoted } from '../../lib/setup/quoted.ts';
import { SCRIPTS } from '../../lib/setup/script.ts';
import { sampleSetup } from '../support/setup-script.ts';

const HOSTILE = [
  `'; touch /tmp/owned; '`,
  '$(touch /tmp/owned)',
  '`touch /tmp/owned`',
  '"; exit 1; "',
  'line\nexit 1',
  String.raw`\' $HOME \\`,
  '’; Remove-Item -Recurse ~; ‘',
  '',
  '--renew',
];

test.each(HOSTILE)('bash reads a quoted text as it is: %j', (text) => {
  const script = `printf %s ${bashQuoted(text)}`;
  expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' })).toMatchObject({ stdout: text, stderr: '' });
});

/** A literal string of PowerShell: each kind of single quote inside it is doubled. */
const LITERAL = /^'(?:[^'\u2018-\u201b]|(['\u2018-\u201b])\1)*'$/;

test.each(HOSTILE)('a text stays within the quotes of PowerShell: %j', (text) => {
  expect(powershellQuoted(text)).toMatch(LITERAL);
  expect(
    powershellQuoted(text)
      .slice(1, -1)
      .replaceAll(/(['\u2018-\u201b])\1/g, '$1'),
  ).toBe(text);
});

test('a comment has one line', () => {
  expect(commentText('a\nrm -rf ~\r\u2028b')).toBe('a rm -rf ~ b');
});

describe.each(['bash', 'powershell'] as const)('the script for %s', (shell) => {
  test.each(HOSTILE)('has hostile text only in quotes and comments: %j', (text) => {
    const plain = SCRIPTS[shell](sampleSetup({ credential: { kind: 'certificate' } }));
    const hostile = SCRIPTS[shell](
      sampleSetup({
        connection: text,
        app: { name: text },
        tenantId: text,
        sharedSecret: text,
        credential: { kind: 'certificate' },
        commands: { setup: text, connect: text },
      }),
    );
    const code = hostile
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n');
    if (shell === 'bash') {
      expect(spawnSync('bash', ['-n'], { input: hostile, encoding: 'utf8' }).stderr).toBe('');
      // Quoted texts apart, the commands are the same as those for harmless names.
      const variables = spawnSync('bash', ['-c', `${code.split('\nsay()')[0]}\nprintf %s "$CONNECTION"`], {
        encoding: 'utf8',
      });
      expect(variables.stdout).toBe(text);
    } else {
      const quoted = /'(?:[^'\u2018-\u201b]|(['\u2018-\u201b])\1)*'/g;
      expect(code).toContain(`$Connection = ${powershellQuoted(text)}\n`);
      expect(code.replaceAll(quoted, '').includes('Remove-Item')).toBe(false);
    }
    expect(plain).not.toContain('owned');
  });
});
