import { expect, jest, test } from '@jest/globals';
import type { CommandOutput } from '../../lib/command/output/command-output.ts';
import { tryConnection } from '../../lib/command/tried-connection.ts';
import type { Deployment, RemoteSignIn } from '../../lib/deployment/deployment.ts';
import { SignInRejected, type SyncError } from '../../lib/domain/errors.ts';
import { rejection } from '../support/signed-in-sandbox.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const SIGNED = {
  tenantId: 't',
  credential: 'federated',
  clientSecretExpires: null,
  permissions: null,
} as const;
const refused = (code: string) => async () => {
  throw new SignInRejected(`Entra refused: ${code}`, { code, remedy: 'Sent: issuer i, subject s.' });
};

/** Tries a federated connection whose function answers in this order, the last one again and again. */
function tried(answers: RemoteSignIn[], { signal = new AbortController().signal, callMs = 1_000 } = {}) {
  const clock = new VirtualClock();
  const hints: string[] = [];
  let calls = 0;
  const signIn: RemoteSignIn = async (name, given) => {
    calls += 1;
    await clock.sleep(callMs);
    return (answers[calls - 1] ?? (answers.at(-1) as RemoteSignIn))(name, given);
  };
  const app = { name: 'msp', clientId: 'c', credential: 'federated' } as const;
  const connection = {
    name: 'plant',
    frequency: 'daily',
    cloud: 'global',
    options: {},
    tenantId: 't',
    app,
  } as const;
  const deployment = { aws: { region: 'r' }, signIn } as unknown as Deployment;
  const output = { hint: (text: string) => void hints.push(text) } as unknown as CommandOutput;
  const place = { command: 'connect', local: false } as const;
  const started = clock.now();
  const result = tryConnection(connection, { deployment, place, output, clock, signal });
  return { result, hints, calls: () => calls, lasted: () => clock.now() - started };
}

test.each(['AADSTS70021', 'AADSTS700211', 'AADSTS700212', 'AADSTS700213', 'AADSTS7002138'])(
  'waits for a new federated credential after %s, and reports progress',
  async (code) => {
    const { result, hints, calls } = tried([refused(code), refused(code), async () => SIGNED]);
    expect(await result).toMatchObject({ checked: { tenantId: 't' }, credential: { kind: 'federated' } });
    expect(calls()).toBe(3);
    expect(hints.map((hint) => hint.replaceAll(/\s+/g, ' ').trim())).toEqual([
      `Entra refused: ${code}. Sent: issuer i, subject s.`,
      `${code}: trying again in 15 s, until 12:05:00 UTC (1 s so far; Ctrl-C ends it).`,
      `${code}: trying again in 15 s, until 12:05:00 UTC (17 s so far; Ctrl-C ends it).`,
    ]);
  },
);

test('prints what was sent once, even if the function takes longer than a pause', async () => {
  const { result, hints } = tried([refused('AADSTS700213'), refused('AADSTS700213'), async () => SIGNED], {
    callMs: 20_000,
  });
  await result;
  expect(hints.filter((hint) => hint.includes('issuer i'))).toHaveLength(1);
});

test('gives up after five minutes with the last refusal', async () => {
  const { result, lasted, calls } = tried([refused('AADSTS70021'), refused('AADSTS700213')]);
  expect((await rejection<SyncError>(result)).details.code).toBe('AADSTS700213');
  expect(lasted()).toBeGreaterThan(4.5 * 60_000);
  expect(lasted()).toBeLessThanOrEqual(5 * 60_000 + 1_000);
  expect(calls()).toBeGreaterThan(15);
});

test('does not wait after any other refusal', async () => {
  const { result, hints, calls } = tried([refused('AADSTS700016')]);
  expect((await rejection<SyncError>(result)).details.code).toBe('AADSTS700016');
  expect([calls(), hints]).toEqual([1, []]);
});

test('ends at once if the signal is aborted', async () => {
  const controller = new AbortController();
  const answer = jest.fn(refused('AADSTS70021') as RemoteSignIn);
  const { result } = tried(
    [
      async (name, given) => {
        controller.abort();
        return answer(name, given);
      },
    ],
    { signal: controller.signal },
  );
  expect((await rejection(result)).name).toBe('AbortError');
  expect(answer).toHaveBeenCalledTimes(1);
});
