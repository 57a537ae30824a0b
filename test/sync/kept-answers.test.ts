import { describe, expect, test } from '@jest/globals';
import type { Collector } from '../../lib/collectors/collector.ts';
import { conditionalAccess } from '../../lib/collectors/conditional-access/collector.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { riskyUsers } from '../../lib/collectors/risky-users/collector.ts';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { alertsOf } from '../../lib/collectors/security-alerts/sandbox-alerts.ts';
import { AwsUnavailable } from '../../lib/domain/errors.ts';
import { sha256Of } from '../../lib/log/document.ts';
import type { SandboxRequest } from '../../lib/sandbox/answer.ts';
import { VAULT_NAME } from '../../lib/vault/vault.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { MemoryVault } from '../support/memory-log.ts';
import { rejection, type SandboxSetup, signedInSandbox } from '../support/signed-in-sandbox.ts';

const ALERTS = '/v1.0/security/alerts_v2';
const USERS = '/v1.0/identityProtection/riskyUsers';
const NOW = Date.parse('2026-11-23T12:00:00Z');

/** Reads a collector's source, and returns its provenance and what the vault has then. */
async function readKeeping(collector: Collector, setup: SandboxSetup = {}) {
  const vault = new MemoryVault();
  const { read } = await signedInSandbox({ ...setup, vault });
  const { provenance } = (await read(collector)).observation;
  return { provenance, vault };
}

test.each(COLLECTORS.map((collector) => ({ collector, id: collector.id })))(
  'keeps exactly the bytes of $id that it hashes, in the order in which it read them',
  async ({ collector }) => {
    const { provenance, vault } = await readKeeping(collector);
    expect(provenance).toMatchObject({ answersKept: true, asOf: '2026-11-23T12:00:00.000Z' });
    const names = provenance.answers.map((_, n) => VAULT_NAME.answer(provenance.reading ?? '', n + 1));
    expect([...vault.keys()]).toEqual(names);
    const hashes = names.map((name) => sha256Of(vault.get(name) ?? ''));
    expect(hashes).toEqual(provenance.answers.map(({ sha256 }) => sha256));
    expect(sha256Of(hashes.join(''))).toBe(provenance.sha256);
  },
);

test('keeps each answer before the next one is read', async () => {
  const vault = new MemoryVault();
  const sandbox = await signedInSandbox({ data: { '/security/alerts_v2': alertsOf(3_000, NOW) }, vault });
  const kept: number[] = [];
  const put = vault.put.bind(vault);
  vault.put = async (name, content) => {
    kept.push(sandbox.progress.length);
    await put(name, content);
  };
  await sandbox.read(securityAlerts);
  expect(kept).toEqual([0, 1, 2]);
});

test('keeps an answer without the token that it repeated', async () => {
  const vault = new MemoryVault();
  const interfere = ({ url, headers }: SandboxRequest) =>
    url.pathname === ALERTS ? page([{ id: 'a', title: headers.authorization?.slice(7) }]) : undefined;
  const { read } = await signedInSandbox({ interfere, vault });
  const { provenance } = (await read(securityAlerts)).observation;
  expect(provenance).toMatchObject({ redacted: true, answersKept: true });
  const [body] = vault.values();
  expect(String(body)).toContain('[redacted]');
  expect(sha256Of(body ?? '')).toBe(provenance.answers[0]?.sha256);
});

test('keeps only SHA-256s if the connection says so', async () => {
  const { provenance, vault } = await readKeeping(securityAlerts, { settings: { answers: 'hash' } });
  expect(provenance.answersKept).toBe(false);
  expect(provenance).not.toHaveProperty('reading');
  expect(vault.size).toBe(0);
});

describe('if Graph ignores $select', () => {
  const user = { userStates: [{ userPrincipalName: 'eva@lindqvist.example' }] };
  const alert = {
    id: 'a',
    title: 't',
    severity: 'high',
    status: 'new',
    createdDateTime: '2026-11-22T00:00:00Z',
  };
  const whole = { interfere: inTurn(ALERTS, page([{ ...alert, ...user }])) };

  test('keeps no alerts', async () => {
    const { provenance, vault } = await readKeeping(securityAlerts, whole);
    expect(provenance.answersKept).toBe(false);
    expect(vault.size).toBe(0);
  });

  test('keeps complete alerts for a connection with keepWholeAlerts', async () => {
    const { provenance, vault } = await readKeeping(securityAlerts, {
      ...whole,
      settings: { options: { keepWholeAlerts: true } },
    });
    expect(provenance.answersKept).toBe(true);
    expect(String([...vault.values()][0])).toContain('eva@lindqvist.example');
  });

  test('keeps no alerts either if Graph refuses $select', async () => {
    const refuses = ({ url }: SandboxRequest) =>
      url.searchParams.has('$select') ? { status: 400, body: {} } : undefined;
    const { provenance, vault } = await readKeeping(securityAlerts, { interfere: refuses });
    expect(provenance).toMatchObject({ answersKept: false, startedOver: [1] });
    expect(vault.size).toBe(0);
  });

  test('keeps no later page, and says so of all, if only the second page is complete', async () => {
    const link = (skip: number) => ({
      '@odata.nextLink': `https://graph.microsoft.com${ALERTS}?$skip=${skip}`,
    });
    const interfere = inTurn(
      ALERTS,
      page([{ ...alert, '@odata.type': '#alert' }], link(1)),
      page([{ ...alert, ...user, id: 'b' }], link(2)),
      page([{ ...alert, id: 'c' }]),
    );
    const { provenance, vault } = await readKeeping(securityAlerts, { interfere });
    expect(provenance).toMatchObject({ answersKept: false, pages: 3 });
    expect(vault.size).toBe(1);
    expect(String([...vault.values()][0])).not.toContain('eva');
  });

  test('keeps no risky users, because their names were not asked for', async () => {
    const named = {
      id: 'u',
      riskLevel: 'high',
      riskState: 'atRisk',
      userPrincipalName: 'eva@lindqvist.example',
    };
    const { provenance, vault } = await readKeeping(riskyUsers, {
      interfere: inTurn(USERS, page([named])),
      settings: { options: { keepWholeAlerts: true } },
    });
    expect(provenance.answersKept).toBe(false);
    expect(vault.size).toBe(0);
  });

  test('keeps risky users with the names that were asked for', async () => {
    const { provenance } = await readKeeping(riskyUsers, {
      settings: { options: { includeUserNames: true } },
    });
    expect(provenance).toMatchObject({ answersKept: true, options: { includeUserNames: true } });
  });
});

describe('an answer that cannot be kept', () => {
  const failing = (error: Error) => ({ put: () => Promise.reject(error), read: async () => undefined });

  test.each(COLLECTORS.map((collector) => ({ collector, id: collector.id })))(
    'fails $id as AnswerNotKept, with the reason and a remedy',
    async ({ collector }) => {
      const refusal = Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
      const { read } = await signedInSandbox({ vault: failing(refusal) });
      expect(await rejection(read(collector))).toMatchObject({
        name: 'AnswerNotKept',
        message: `Answer 1 of Graph to ${collector.title} could not be kept: AccessDenied: Access Denied`,
        details: { cause: refusal, remedy: expect.any(Function) },
      });
    },
  );

  test('keeps the name AwsUnavailable, by which the workflow tries again', async () => {
    const { read } = await signedInSandbox({
      vault: failing(new AwsUnavailable('busy', { remedy: 'Wait.' })),
    });
    expect((await rejection(read(securityAlerts))).name).toBe('AwsUnavailable');
  });

  test('fails the policies even if only the security defaults cannot be kept', async () => {
    const vault = new MemoryVault();
    const put = vault.put.bind(vault);
    vault.put = (name, content) =>
      name.endsWith('0002.json') ? Promise.reject(new Error('full')) : put(name, content);
    const { read } = await signedInSandbox({ variant: 'empty', vault });
    expect((await rejection(read(conditionalAccess))).name).toBe('AnswerNotKept');
  });
});
