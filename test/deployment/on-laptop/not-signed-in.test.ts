import { describe, expect, test } from '@jest/globals';
import { AwsUnavailable } from '../../../lib/domain/errors.ts';
import { sandboxTenant } from '../../../lib/sandbox/variants.ts';
import { outcomesOf, syncSandbox } from '../../support/local-sync.ts';

const PLACEHOLDER = JSON.stringify({
  tenantId: 'replace-me',
  clientId: 'replace-me',
  clientSecret: 'replace-me',
});

describe('a connection whose secret is still the placeholder', () => {
  test('is not connected: its sync succeeds without requests, records, announcements or metrics', async () => {
    const sync = await syncSandbox('healthy', { secrets: async () => PLACEHOLDER });
    expect(sync.result.ended).toBe('succeeded');
    expect(sync.recorded).toBeUndefined();
    expect(sync.requests).toEqual([]);
    expect(sync.announcements).toEqual([]);
    expect(sync.measured).toEqual([]);
    expect(await sync.reader.connections()).not.toContain(sync.connection);
    expect(sync.events).toEqual([
      { kind: 'signing-in' },
      { kind: 'not-connected', failure: expect.objectContaining({ name: 'NotConnected' }) },
    ]);
  });

  test('is rejected if only some fields were replaced, because then the credentials are half stored', async () => {
    const half = JSON.stringify({
      ...JSON.parse(PLACEHOLDER),
      clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
    });
    const { run } = await syncSandbox('healthy', { secrets: async () => half });
    expect(run).toMatchObject({
      status: 'rejected',
      error: {
        name: 'ConnectionSecretInvalid',
        message: expect.stringContaining('placeholder as its tenantId'),
      },
    });
  });
});

describe('a fault of AWS before the sign-in', () => {
  const fault = () => new AwsUnavailable('AWS KMS failed: KMSInternalException', { remedy: 'Wait.' });

  test('is retried if it is temporary, and the sync is complete', async () => {
    let asked = 0;
    const sync = await syncSandbox('healthy', {
      secrets: async () => {
        asked += 1;
        if (asked < 4) throw fault();
        return JSON.stringify(sandboxTenant('healthy', 0).secret);
      },
    });
    expect(asked).toBe(4);
    expect(sync.run?.status).toBe('complete');
  });

  test('is recorded as a fault of AWS if it stays, and is not measured as a rejected sign-in', async () => {
    const { run, measured, result, connection } = await syncSandbox('healthy', {
      secrets: () => Promise.reject(fault()),
    });
    expect(run).toMatchObject({ status: 'rejected', error: { name: 'AwsUnavailable', remedy: 'Wait.' } });
    expect(result).toMatchObject({ ended: 'failed', error: 'AwsUnavailable' });
    const once = [{ metric: 'SyncsStoppedByAws', unit: 'Count', value: 1 }];
    expect(measured).toEqual([
      [{ connection }, once],
      [{}, once],
    ]);
  });
});

describe('a redriven execution', () => {
  test('is refused before it reads anything, and says to start a new sync', async () => {
    const { run, requests, measured } = await syncSandbox('healthy', { redriveCount: 1 });
    expect(run).toMatchObject({
      status: 'rejected',
      error: { name: 'ExecutionRedriven', remedy: expect.stringContaining('Start a new sync') },
    });
    expect(requests).toEqual([]);
    expect(measured).toEqual([]);
  });
});

test('a connection named constructor is synced like any other', async () => {
  const { run, evidence } = await syncSandbox('healthy', { connection: 'constructor' });
  expect(Object.values(outcomesOf(run))).toEqual(['collected', 'collected', 'collected', 'collected']);
  expect(new Set(evidence.map(({ connection }) => connection))).toEqual(new Set(['constructor']));
});
