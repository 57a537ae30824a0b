import { describe, expect, test } from '@jest/globals';
import { conditionalAccess } from '../../lib/collectors/conditional-access/collector.ts';
import { secureScore } from '../../lib/collectors/secure-score/collector.ts';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { alertsOf } from '../../lib/collectors/security-alerts/sandbox-alerts.ts';
import type { SandboxRequest } from '../../lib/sandbox/answer.ts';
import { inTurn, page } from '../support/collector-scenes.ts';
import { ALERTS, recorded, replayed, whole } from './replayed-evidence.ts';

const link = (path: string, skip: number) => ({
  '@odata.nextLink': `https://graph.microsoft.com${path}?$skip=${skip}`,
});

const NOW = Date.parse('2026-11-23T12:00:00Z');
const DEFAULTS = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy';
const PROFILES = '/v1.0/security/secureScoreControlProfiles';

describe('a collection of many pages', () => {
  const data = { '/security/alerts_v2': alertsOf(40_000, NOW) };

  test('gives its facts again, although provenance lists only 32 answers', async () => {
    const read = await recorded(securityAlerts, { data });
    expect(read.observation.provenance.answersOmitted).toBe(8);
    expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same' });
  });

  test('differs if two pages are exchanged for one', async () => {
    const read = await recorded(securityAlerts, { data: { '/security/alerts_v2': alertsOf(3_000, NOW) } });
    const [first = '', second = '', third = ''] = read.vault.keys();
    read.vault.set(second, read.vault.get(first) ?? Buffer.of());
    expect((await replayed(securityAlerts, read)).outcome).toBe('differs');
    read.vault.set(second, read.vault.get(third) ?? Buffer.of());
    expect(await replayed(securityAlerts, read)).toEqual({
      outcome: 'differs',
      why: 'they hold 1 that the collector does not ask for',
    });
  });

  test('gives its facts again if it started over with smaller pages', async () => {
    const [first, second] = [alertsOf(2, NOW).slice(0, 1), alertsOf(2, NOW).slice(1)];
    const interfere = ({ url }: SandboxRequest) => {
      if (url.pathname !== ALERTS) return undefined;
      if (url.searchParams.has('$skip')) return page(Array(5_001).fill({ id: 'x' }));
      return url.searchParams.get('$top') === '1000'
        ? page(first, link(ALERTS, 1))
        : page([...first, ...second, { id: 7 }]);
    };
    const read = await recorded(securityAlerts, { interfere, settings: whole });
    expect(read.observation.provenance).toMatchObject({ startedOver: [2], pages: 2 });
    expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same' });
  });

  test('gives its facts again if Graph refused $select', async () => {
    const interfere = ({ url }: SandboxRequest) =>
      url.searchParams.has('$select') ? { status: 400, body: {} } : undefined;
    const read = await recorded(securityAlerts, { interfere, settings: whole });
    expect(read.observation.provenance).toMatchObject({ startedOver: [1], answersKept: true });
    expect(await replayed(securityAlerts, read)).toEqual({ outcome: 'same' });
  });
});

describe('policies of a tenant without enabled ones', () => {
  test('have the security defaults again', async () => {
    const read = await recorded(conditionalAccess, { variant: 'empty' });
    expect(read.observation.facts).toHaveProperty('securityDefaults');
    expect(read.observation.provenance.answers).toHaveLength(2);
    expect(await replayed(conditionalAccess, read)).toEqual({ outcome: 'same' });
  });

  test('lack the security defaults again if Graph refused them', async () => {
    const interfere = inTurn(DEFAULTS, { status: 403, body: { error: { code: 'Forbidden' } } });
    const read = await recorded(conditionalAccess, { variant: 'empty', interfere });
    expect(read.observation.facts).not.toHaveProperty('securityDefaults');
    expect(await replayed(conditionalAccess, read)).toEqual({ outcome: 'same' });
  });

  test('differ if the answer about security defaults is taken away', async () => {
    const read = await recorded(conditionalAccess, { variant: 'empty' });
    const { answers } = read.observation.provenance;
    expect(await replayed(conditionalAccess, read, { answers: answers.slice(0, 1) })).toEqual({
      outcome: 'differs',
      why: 'they give other facts: securityDefaults',
    });
  });
});

describe('a Secure Score with control profiles', () => {
  const answer = (profiles: object[], next?: number) =>
    page(profiles, next === undefined ? {} : link(PROFILES, next));
  const profile = { id: 'UserRiskPolicy', title: 'A title', maxScore: 7 };
  const refused = { status: 400, body: { error: { code: 'BadRequest', message: 'Not allowed' } } };

  test.each([
    ['refused them', [{ status: 403, body: { error: { code: 'Forbidden' } } }], 1],
    ['refused $select', [refused, answer([profile])], 2],
    ['refused the second page', [answer([profile], 1), refused, answer([profile], 1), refused], 3],
    ['gave a part of them', [{ ...answer([profile]), status: 206 }], 2],
    ['gave nothing usable', [{ status: 200, body: '<html>' }], 1],
    ['linked elsewhere', [page([profile], { '@odata.nextLink': 'https://example.com/' })], 1],
  ])('gives its facts again if Graph %s', async (_, answers, pages) => {
    const read = await recorded(secureScore, { interfere: inTurn(PROFILES, ...answers) });
    expect(read.observation.provenance).toMatchObject({ answersKept: true, pages });
    expect(await replayed(secureScore, read)).toEqual({ outcome: 'same' });
  });

  test('differs if the answer about profiles is taken away', async () => {
    const read = await recorded(secureScore);
    const { answers } = read.observation.provenance;
    expect(await replayed(secureScore, read, { answers: answers.slice(0, 1) })).toEqual({
      outcome: 'differs',
      why: 'they give other facts: improvementActions, byCategory',
    });
  });
});
