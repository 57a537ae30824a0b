import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { FRAMEWORKS } from '../../lib/frameworks/frameworks.ts';
import { run, runHere } from '../support/command.ts';

const COMMANDS = ['connect', 'check', 'sync', 'evidence', 'runs', 'report'];

test('--help lists commands, places to work, examples and exit statuses', async () => {
  const { status, out } = await run(['--help']);
  expect(status).toBe(0);
  for (const word of [...COMMANDS, '--local', '--sandbox', '--stack', 'wrong usage'])
    expect(out).toContain(word);
});

test('--version prints the version', async () => {
  const { status, out } = await runHere(['--version']);
  expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('help names every collector and framework, although it does not load them', async () => {
  const { out } = await runHere(['evidence', '--help']);
  const words = out.replaceAll(/\s+/g, ' ');
  expect(words).toContain(`only from this collector: ${COLLECTORS.map(({ id }) => id).join(', ')}`);
  expect(words).toContain(`only evidence for this framework: ${FRAMEWORKS.map(({ id }) => id).join(', ')}`);
});

test('sync --help says which tenant and which register', async () => {
  const { status, out } = await runHere(['sync', '--help']);
  expect(status).toBe(0);
  for (const word of [
    '--json',
    '--no-wait',
    'no-p2',
    'many-alerts',
    'AZURE_CLIENT_SECRET',
    'M365_EVIDENCE_DIR',
  ])
    expect(out).toContain(word);
});

test('connect --help lists the sources of credentials, and has no option for the secret', async () => {
  const { out } = await runHere(['connect', '--help']);
  expect(out).toMatch(/AZURE_CLIENT_SECRET[\s\S]*standard input[\s\S]*Never as an argument/);
  expect(out).not.toMatch(/--[\w-]*secret/);
});

test('no help is wider than 96 columns', async () => {
  for (const command of COMMANDS) {
    const { out } = await runHere([command, '--help']);
    const widest = out.split('\n').reduce((a, b) => (a.length > b.length ? a : b));
    expect(widest.length > 96 ? widest : '').toBe('');
  }
});

describe('wrong usage exits with 2, and names the mistake and the nearest valid value:', () => {
  test.each<[string[], Record<string, string>, RegExp]>([
    [[], {}, /Usage: m365-evidence <command>/],
    [['snyc'], {}, /unknown command 'snyc'[\s\S]*Did you mean sync/],
    [['sync', '--sandbx', 'no-p2'], {}, /unknown option '--sandbx'[\s\S]*Did you mean --sandbox/],
    [['sync', '--sandbox', 'no-p3'], {}, /'no-p3' is invalid\. .*Did you mean no-p2\?/],
    [['sync', '--local', '--stack', 'x'], {}, /'--stack <name>' cannot be used with option '--local'/],
    [['sync', '--local', 'a', 'b'], {}, /too many arguments/],
    [['sync', '--local', 'defualt'], {}, /no connection named defualt\. \(Did you mean default\?\)/],
    [['sync', '--local', '--no-wait'], {}, /--no-wait is for a sync on AWS/],
    [['sync', '--local', '--days', 'many'], {}, /--days <days>' argument 'many' is invalid/],
    [['sync', '--sandbox', '--days', '401'], {}, /--days: A history of 401 days cannot be made.*1 to 400/],
    [
      ['sync', '--local', '--days', '3'],
      {},
      /--days is for the healthy sandbox tenant \(--sandbox healthy\)/,
    ],
    [['sync', '--sandbox', 'no-p2', '--days', '3'], {}, /--days is for the healthy sandbox tenant/],
    [['sync', '--days', '3'], {}, /--days is for the sandbox tenant.*add --local/],
    [['sync', '--local'], { AZURE_TENANT_ID: 'a', AZURE_CLIENT_ID: 'b' }, /AZURE_CLIENT_SECRET is not/],
    [
      ['check', '--local'],
      { AZURE_TENANT_ID: 'a', AZURE_CLIENT_ID: 'b', AZURE_CLIENT_SECRET: 'canary' },
      /AZURE_TENANT_ID must be a GUID/,
    ],
    [['evidence', '--local', '--requirement', 'A.8.88'], {}, /--requirement: .*Did you mean A\.8\.8\?/],
    [['evidence', '--local', '--framework', 'sox2'], {}, /--framework: .*sox2\. \(Did you mean soc2\?\)/],
    [
      ['evidence', '--local', '--framework', 'soc2', '--requirement', 'A.8.8'],
      {},
      /no collector gives evidence for A\.8\.8 in soc2-2017/,
    ],
    [['evidence', '--local', '--collector', 'risky-user'], {}, /--collector: .*Did you mean risky-users\?/],
    [['evidence', '--local', '--from', 'yesterday'], {}, /--from yesterday is not a time/],
    [['evidence', '--local', '--last', '90'], {}, /--last 90 is not a number of days.*Write 90d/],
    [['runs', '--local', '--period', 'Q3'], {}, /--period Q3 is not a period.*2026-Q3/],
    [
      ['report', '--local', '--last', '9d', '--to', '2026-11-30'],
      {},
      /--to and --last cannot be used together/,
    ],
    [['report', '--local', '--period', '2999'], {}, /--period 2999 is in the future/],
    [['report', '--local', '--last', '9999w'], {}, /--last 9999w is before Microsoft Graph existed/],
    [['evidence', '--local', '--json', '--csv'], {}, /cannot be used with/],
    [['runs', '--local', '--limit', '0'], {}, /--limit <number>' argument '0' is invalid/],
    [
      ['runs', '--local', '--connection', 'nobody'],
      {},
      /--connection: there is no connection named nobody\. There is: default/,
    ],
    [['report', '--local', '--json', '--output', 'x'], {}, /cannot be used with/],
    [['report', '--local', '--from', '2999-01-01'], {}, /--from 2999-01-01 is in the future/],
    [
      ['report', '--local', '--from', '0001-01-01'],
      {},
      /--from 0001-01-01 is before Microsoft Graph existed/,
    ],
  ])('%j %j', async (args, env, words) => {
    const { status, out, err } = await runHere(args, env);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/canary|\n {4}at /);
    expect({ status, out }).toEqual({ status: 2, out: '' });
  });
});
