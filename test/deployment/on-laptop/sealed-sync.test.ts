import { beforeAll, expect, test } from '@jest/globals';
import { registerSealing } from '../../../lib/register/register-sealing.ts';
import { entryOf } from '../../../lib/sync/sealed-log.ts';
import { type SyncSetup, syncSandbox } from '../../support/local-sync.ts';
import { MemoryVault, memorySigning } from '../../support/memory-log.ts';

type Synced = Awaited<ReturnType<typeof syncSandbox>>;

/** A signer whose key cannot be used. */
const refusing: SyncSetup = {
  sealing: {
    ...memorySigning(),
    signer: { ...memorySigning().signer, sign: () => Promise.reject(new Error('The key is disabled')) },
  },
};
/** A vault that takes answers, but nothing that is sealed. */
const unreachable: SyncSetup = {
  vault: {
    read: async () => undefined,
    async put(name) {
      if (!name.startsWith('answers/')) throw new Error('The vault is unreachable');
    },
  },
};

/** Returns the entries of the sync's log, the oldest first. */
async function entriesAfter({ table, connection }: Synced) {
  const newest = await Array.fromAsync(registerSealing(table).log(connection).newest());
  return newest.reverse().map(entryOf);
}
const sealedIn = async (synced: Synced) =>
  (await entriesAfter(synced)).map((entry) => (entry.kind === 'sync' ? entry.run : entry.kind));

let first: Synced;
beforeAll(async () => {
  first = await syncSandbox('healthy');
});

test('seals a sync with its evidence, and says so in its announcement', async () => {
  const [entry] = await entriesAfter(first);
  expect(entry).toMatchObject({
    kind: 'sync',
    origin: `m365-evidence/local/in-memory/${first.connection}`,
    index: 0,
    run: first.run?.id,
    trigger: 'manual',
    status: 'complete',
    nextDueBy: null,
    software: expect.stringMatching(/^m365-evidence \d+\.\d+\.\d+/),
    evidence: first.evidence.map(({ collector }) => expect.objectContaining({ collector })),
  });
  expect(first.announcements).toEqual([
    expect.objectContaining({
      checkpoint: {
        size: 1,
        root: expect.stringMatching(/=$/),
        keyId: expect.stringMatching(/^[0-9a-f]{8}$/),
      },
    }),
  ]);
  expect(first.result).toEqual({ ended: 'succeeded' });
});

test('notes that a schedule started the sync, and when the next one is due', async () => {
  const connection = 'sync-30';
  const scheduled = await syncSandbox('healthy', {
    connection,
    input: { connection, trigger: 'schedule' },
    longestPause: 86_400_000,
  });
  expect(scheduled.run?.trigger).toBe('schedule');
  const [entry] = await entriesAfter(scheduled);
  const dueBy = new Date(Date.parse(scheduled.startsAt) + 26 * 3_600_000).toISOString();
  expect(entry).toMatchObject({ trigger: 'schedule', nextDueBy: dueBy });
});

test.each(['no-consent', 'bad-secret'] as const)('seals a sync of %s too', async (variant) => {
  const synced = await syncSandbox(variant);
  expect(await sealedIn(synced)).toEqual([synced.run?.id]);
  expect(synced.announcements[0]?.checkpoint).toMatchObject({ size: 1 });
});

test('seals nothing for a connection without credentials, or for an input without a connection', async () => {
  const placeholder = '{"tenantId":"replace-me","clientId":"replace-me","clientSecret":"replace-me"}';
  const notConnected = await syncSandbox('healthy', { secrets: async () => placeholder });
  expect([notConnected.recorded, await sealedIn(notConnected)]).toEqual([undefined, []]);
  const unnamed = await syncSandbox('healthy', { input: {} });
  expect(await sealedIn(unnamed)).toEqual([]);
});

test.each([
  ['the key', refusing, 'The key is disabled'],
  ['the vault', unreachable, 'The vault is unreachable'],
])('records and announces a sync if %s fails, and ends as SyncNotSealed', async (_, setup, why) => {
  const { run, evidence, result, announcements, measured } = await syncSandbox('healthy', setup);
  expect([run?.status, evidence.length]).toEqual(['complete', 4]);
  expect(result).toEqual({
    ended: 'failed',
    error: 'SyncNotSealed',
    cause: expect.stringMatching(
      new RegExp(
        `^The sync is recorded, but not sealed: ${why}\\. Run ".*" again: it seals this sync first\\.$`,
      ),
    ),
  });
  expect(announcements).toEqual([expect.objectContaining({ run: run?.id, checkpoint: null })]);
  const notSealed = measured.filter(([, values]) => values.some(({ metric }) => metric === 'SyncsNotSealed'));
  expect(notSealed.map(([of]) => of)).toEqual([{ connection: run?.connection }, {}]);
});

test('a rejected sync that cannot be sealed ends as SyncNotSealed, and its run has the rejection', async () => {
  const { run, result } = await syncSandbox('bad-secret', refusing);
  expect(run).toMatchObject({ status: 'rejected', error: { name: 'SignInRejected' } });
  expect(result).toMatchObject({ ended: 'failed', error: 'SyncNotSealed' });
});

test('the next sync seals the earlier one first, and puts both into the vault', async () => {
  const failed = await syncSandbox('healthy', unreachable);
  const vault = new MemoryVault();
  const next = await syncSandbox('healthy', { connection: failed.connection, vault });
  expect(next.result).toEqual({ ended: 'succeeded' });
  expect(await sealedIn(next)).toEqual([failed.run?.id, next.run?.id]);
  expect(next.announcements[0]?.checkpoint).toMatchObject({ size: 2 });
  const runs = [...vault.keys()].filter((name) => name.endsWith('/run.json'));
  expect(runs).toEqual([0, 1].map((index) => `documents/${next.connection}/00000000000${index}/run.json`));
});
