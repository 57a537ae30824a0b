import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text as streamText } from 'node:stream/consumers';
import { afterAll } from '@jest/globals';
import { TOOL_NAMES } from '../../lib/setup/national-clouds.ts';
import { SCRIPTS } from '../../lib/setup/script.ts';
import { GRAPH_APP_ID, type Setup } from '../../lib/setup/setup.ts';
import { AZ, serveAzureCli } from './azure-cli.ts';
import type { AzureTenant } from './azure-graph.ts';

const folder = mkdtempSync(join(tmpdir(), 'm365-evidence-setup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const TENANT_ID = '33333333-3333-4333-8333-333333333333';
export const PERMISSIONS = ['SecurityEvents.Read.All', 'Policy.Read.All'];

/** Returns a setup of the connection `plant`. */
export function sampleSetup(changes: Partial<Setup> = {}): Setup {
  return {
    connection: 'plant',
    cloud: 'global',
    permissions: PERMISSIONS,
    credential: {
      kind: 'federated',
      issuer: 'https://5f0c.tokens.sts.global.api.aws',
      subject: 'arn:aws:iam::123456789012:role/M365Evidence-eu-central-1-sign-in',
    },
    app: { name: 'plant' },
    commands: { setup: 'npx m365-evidence setup plant', connect: 'npx m365-evidence connect plant' },
    ...changes,
  };
}

const BIN = join(folder, 'bin');
mkdirSync(BIN);
writeFileSync(join(BIN, 'sleep'), '#!/bin/sh\n', { mode: 0o755 });

/** An `openssl` for bash that makes keys of 1,024 bits, because one of 3,072 takes 1 s of CPU. */
const SHORT_KEYS = {
  'BASH_FUNC_openssl%%': `() { command openssl "\${@/#rsa:3072/rsa:1024}"; }`,
};

interface Ran {
  status: number | null;
  out: string;
  err: string;
  /** The arguments of each call of the Azure CLI. */
  calls: string[][];
}

/** The destination of the script's standard output. Only a terminal and a pipe may get a secret. */
type Reader = 'terminal' | 'pipe' | 'file';

/** A tenant for a setup script, and the home folder of the person who runs it. */
export class SetupPlace {
  readonly home = mkdtempSync(join(folder, 'home '));
  readonly tenant: AzureTenant;
  /** Whether a private key is as long as the script says. */
  realKeys = false;

  constructor(setup: Pick<Setup, 'cloud'>, changes: Partial<AzureTenant> = {}) {
    const appRoles = ['Other.Read.All', ...PERMISSIONS].map((value) => ({ value, id: `role-${value}` }));
    this.tenant = structuredClone({
      id: TENANT_ID,
      cloud: TOOL_NAMES[setup.cloud].azureCli,
      me: 'administrator',
      lineEnd: '\n',
      failures: [],
      applications: [],
      servicePrincipals: [{ id: 'graph', appId: GRAPH_APP_ID, appRoles, assigned: [] }],
      ...changes,
    });
  }

  /** Runs the bash script of a setup, whose standard output is a real pipe or a file. */
  async run(setup: Setup, reader: Reader = 'terminal', ...options: string[]): Promise<Ran> {
    const [script, out] = [join(this.home, 'setup.sh'), join(this.home, 'out')];
    // No test has a terminal, so the script believes that it has one.
    const text = SCRIPTS.bash(setup);
    writeFileSync(script, reader === 'terminal' ? text.replace('[ -t 1 ]', 'true') : text);
    const calls: string[][] = [];
    const azure = await serveAzureCli(this.tenant, calls);
    const output = openSync(out, 'w');
    // The pipes of Node are sockets, so bash makes a real one.
    const piped = ['-c', 'set -o pipefail; bash "$SCRIPT" "$@" | cat', 'bash'];
    const child = spawn('bash', [...(reader === 'pipe' ? piped : [script]), ...options], {
      stdio: ['ignore', output, 'pipe'],
      env: {
        ...{ PATH: `${BIN}:${process.env.PATH}`, HOME: this.home },
        ...(this.realKeys ? {} : SHORT_KEYS),
        ...{ ...AZ, AZ_PORT: String(azure.port), SCRIPT: script },
      },
    });
    const ended = once(child, 'close');
    const err = await streamText(child.stderr as Readable);
    const [status] = (await ended) as [number | null];
    azure.close();
    closeSync(output);
    return { status, out: readFileSync(out, 'utf8'), err, calls };
  }
}

const firstRuns = new Map<string, Promise<{ made: SetupPlace; first: Ran }>>();

/** Runs a setup's script in an empty tenant. Returns the run and a copy of its place, so tests with the same setup share the run. */
export async function afterFirstRun(setup: Setup): Promise<{ place: SetupPlace; first: Ran }> {
  const key = JSON.stringify(setup);
  const run = firstRuns.get(key) ?? runOnce(setup);
  firstRuns.set(key, run);
  const { made, first } = await run;
  const place = new SetupPlace(setup, made.tenant);
  cpSync(made.home, place.home, { recursive: true, preserveTimestamps: true });
  return { place, first };
}

async function runOnce(setup: Setup) {
  const made = new SetupPlace(setup);
  return { made, first: await made.run(setup) };
}

/** Returns the calls that change something. */
export function changing({ calls }: Pick<Ran, 'calls'>): string[][] {
  return calls.filter((call) => call[0] === 'ad' || (call[0] === 'rest' && !call.includes('GET')));
}
