import { describe, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { riskyUsers } from '../../lib/collectors/risky-users/collector.ts';
import { secureScore } from '../../lib/collectors/secure-score/collector.ts';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import type { SandboxRequest } from '../../lib/sandbox/answer.ts';
import { SANDBOX_TENANTS, type SandboxTenantName } from '../../lib/sandbox/tenant-names.ts';
import { inTurn, page, scenes } from '../support/collector-scenes.ts';
import { ALERTS, recorded, replayed, whole } from './replayed-evidence.ts';

const VARIANTS = Object.keys(SANDBOX_TENANTS) as SandboxTenantName[];
describe.each(VARIANTS.map((variant) => ({ variant })))('the sandbox tenant $variant', ({ variant }) => {
  test.each(COLLECTORS.map((collector) => ({ collector, id: collector.id })))(
    'gives the facts of $id again',
    async ({ collector }) => {
      const read = await recorded(collector, { variant, settings: whole }).catch(() => undefined);
      // The tenant refuses this source, or its sign-in, so there is no evidence.
      if (!read) return;
      expect(read.observation.provenance.answersKept).toBe(true);
      expect((await replayed(collector, read)).outcome).toMatch(/^same/);
    },
  );
});

describe.each(scenes.map((scene) => ({ ...scene, id: scene.collector.id })))(
  '$id',
  ({ collector, path, objects }) => {
    const both = page(objects, { '@odata.count': 3 });

    test('gives its facts again after a partial answer (206) and unreadable objects', async () => {
      const answer = { ...page([objects[0], { id: 7 }]), status: 206 };
      const read = await recorded(collector, { interfere: inTurn(path, answer), settings: whole });
      expect(read.observation.complete).toBe(false);
      expect(await replayed(collector, read)).toEqual({ outcome: 'same' });
    });

    test('gives its facts again after a page that had to be asked for twice, and an error next to objects', async () => {
      const cutOff = { status: 200, body: '{"value":[{"id":' };
      const withError = page(objects, { error: { code: 'Timeout', message: 'a provider is missing' } });
      const read = await recorded(collector, { interfere: inTurn(path, cutOff, withError), settings: whole });
      expect(read.observation.provenance).toMatchObject({ answersKept: true });
      expect(await replayed(collector, read)).toEqual({ outcome: 'same' });
    });

    test('differs if an answer is another one', async () => {
      const read = await recorded(collector, { interfere: inTurn(path, both), settings: whole });
      const [name = ''] = read.vault.keys();
      read.vault.set(name, Buffer.from(JSON.stringify({ value: [] })));
      expect(await replayed(collector, read)).toMatchObject({ outcome: 'differs' });
    });

    test('differs if an answer cannot be read', async () => {
      const read = await recorded(collector, { interfere: inTurn(path, both), settings: whole });
      const [name = ''] = read.vault.keys();
      read.vault.set(name, Buffer.from('<html>'));
      const why = expect.stringContaining('the collector cannot read them (Graph');
      expect(await replayed(collector, read)).toEqual({ outcome: 'differs', why });
    });

    test('is not replayed by another version, or without the time of its reading', async () => {
      const read = await recorded(collector, { settings: whole });
      expect(await replayed(collector, read, { collectorVersion: '99' })).toEqual({
        outcome: 'not-replayed',
        why: expect.stringContaining('version 99 of the collector read them'),
      });
      expect(await replayed(collector, read, { asOf: undefined })).toMatchObject({ outcome: 'not-replayed' });
    });
  },
);

test('names the facts that differ', async () => {
  const read = await recorded(secureScore);
  read.observation.facts.percentage = 99;
  read.observation.facts.invented = true;
  expect(await replayed(secureScore, read)).toEqual({
    outcome: 'differs',
    why: 'they give other facts: percentage, invented',
  });
});

test('is not replayed if the collector is unknown', async () => {
  const read = await recorded(secureScore);
  expect(await replayed({ ...secureScore, id: 'mail-rules' }, read)).toEqual({
    outcome: 'not-replayed',
    why: 'this version of m365-evidence does not have the collector',
  });
});

test('takes the time of the reading as now', async () => {
  const read = await recorded(secureScore);
  const later = await replayed(secureScore, read, { asOf: '2026-12-24T12:00:00.000Z' });
  expect(later).toEqual({ outcome: 'differs', why: 'they give other facts: stale' });
});

test('gives the names of risky users again only with the option that asked for them', async () => {
  const read = await recorded(riskyUsers, { settings: { options: { includeUserNames: true } } });
  expect(await replayed(riskyUsers, read)).toEqual({ outcome: 'same' });
  expect(await replayed(riskyUsers, read, { options: {} })).toEqual({
    outcome: 'differs',
    why: 'they give other facts: userNames',
  });
});

test('compares all but the texts that were left out, because they repeated the token', async () => {
  const interfere = ({ url, headers }: SandboxRequest) =>
    url.pathname === ALERTS
      ? page([
          { id: 'a', severity: 'high', title: headers.authorization?.slice(-40) },
          { id: 'b', severity: 'low', title: 'A title' },
        ])
      : undefined;
  const read = await recorded(securityAlerts, { interfere });
  expect(read.observation.facts.sampleTitles).toEqual(['[left out: a credential]', 'A title']);
  expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same-but-left-out' });
  read.observation.facts.sampleTitles = ['[left out: a credential]', 'Another title'];
  expect((await replayed(securityAlerts, read)).outcome).toBe('differs');
});
