import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { commandLine } from '../../lib/command/program.ts';
import { FRAMEWORKS } from '../../lib/frameworks/frameworks.ts';
import { SANDBOX_TENANTS } from '../../lib/sandbox/tenant-names.ts';
import { runHere } from '../support/command.ts';

const COMMANDS = commandLine(async () => {}).commands.map((command) => command.name());
const TENANTS = Object.keys(SANDBOX_TENANTS);

const scripts: Record<string, string> = {};
beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish'])
    scripts[shell] = (await runHere(['completion', shell], {}, '', { terminal: false })).out;
});

const isInstalled = (shell: string) => spawnSync(shell, ['--version']).status === 0;

/** For each shell a program that prints the completions of the words in its arguments. The last word is incomplete. */
const PROGRAMS: Record<string, string[]> = {
  bash: [
    '-c',
    `eval "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _m365_evidence; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  zsh: [
    '-fc',
    `compdef() {}
    offer() { print -l -- \${(M)@:#$words[CURRENT]*} }
    compadd() { shift; offer "$@" }
    _describe() { offer "\${(@)\${(P)@[-1]}%%:*}" }
    eval "$0"; words=("$@"); CURRENT=$#; _m365_evidence`,
  ],
  fish: [
    '--no-config',
    '-c',
    'echo $argv[1] | source; complete -C "$argv[2..]" | string replace -r "\\t.*" ""',
  ],
};

function completed(shell: string, line: string): string[] {
  const words = line.split(' ');
  const { stdout, stderr } = spawnSync(shell, [...(PROGRAMS[shell] ?? []), scripts[shell] ?? '', ...words], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((word) => word !== '');
}

describe.each(['bash', 'zsh', 'fish'])('completion in %s', (shell) => {
  test('has every command, and is written for the shell', () => {
    for (const command of [...COMMANDS, ...COLLECTORS.map(({ id }) => id), 'conditional-access'])
      expect(scripts[shell]).toContain(command);
    expect(scripts[shell]).toContain(`m365-evidence for ${shell}`);
  });

  if (!isInstalled(shell)) {
    test(`is not run: there is no ${shell} on this machine`, () => {
      process.stdout.write(`Left out: running the completion in ${shell}. There is no ${shell} here.\n`);
      expect(isInstalled(shell)).toBe(false);
    });
    return;
  }

  test.each<[string, string[]]>([
    ['m365-evidence s', ['setup', 'status', 'sync']],
    ['m365-evidence completion b', ['bash']],
    ['m365-evidence evidence --collector s', ['secure-score', 'security-alerts']],
    ['m365-evidence evidence --framework ', FRAMEWORKS.map(({ id }) => id)],
    ['m365-evidence evidence --requirement CC7', ['CC7.1', 'CC7.2']],
    ['m365-evidence sync --sandbox no', TENANTS.filter((name) => name.startsWith('no'))],
    ['m365-evidence runs --connection ', ['default']],
    ['m365-evidence connect d', ['default']],
    ['m365-evidence sync --da', ['--days']],
    ['m365-evidence runs --la', ['--last']],
    ['m365-evidence runs --da', []],
    ['m365-evidence runs --limit ', []],
    ['m365-evidence report --pro', ['--profile']],
  ])('%s', (line, words) => {
    expect(completed(shell, line).toSorted()).toEqual(words.toSorted());
  });
});

describe('bash', () => {
  test('does not take the value of an option for a command', () => {
    expect(completed('bash', 'm365-evidence --stack evidence re')).toEqual(['report']);
  });
  test('completes a value after an equals sign, which is a word by itself', () => {
    expect(completed('bash', 'm365-evidence sync --sandbox = hea')).toEqual(['healthy']);
    expect(completed('bash', 'm365-evidence sync --sandbox =').toSorted()).toEqual(TENANTS.toSorted());
  });
  test('offers commands and global options first', () => {
    const words = completed('bash', 'm365-evidence ');
    expect(words).toEqual(expect.arrayContaining([...COMMANDS, 'help', '--local', '--quiet', '--help']));
    expect(words).not.toContain('--days');
  });
  test('completes files', () => {
    expect(completed('bash', 'm365-evidence report --output package.js')).toEqual(['package.json']);
  });
});

test('an unknown shell is wrong usage', async () => {
  const { status, err } = await runHere(['completion', 'tcsh']);
  expect({ status, err }).toEqual({
    status: 2,
    err: expect.stringMatching(/Allowed choices are bash, zsh, fish/),
  });
});
