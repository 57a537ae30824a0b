import { expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

const WORST = '\u{1F4A5}"\\\ud800\u200b'.repeat(400);
const at = (index: number) => new Date(Date.parse('2026-01-01') + index * 1_000).toISOString();

/** Per collector, a tenant whose strings are as long and as expensive to encode as possible. */
const WORST_TENANTS: Record<string, Partial<SandboxTenant>> = {
  'secure-score': {
    secureScores: [
      {
        createdDateTime: at(0),
        currentScore: 1e-7,
        maxScore: 1e9,
        averageComparativeScores: Array.from({ length: 500 }, () => ({ basis: WORST, averageScore: 1 / 3 })),
        controlScores: Array.from({ length: 500 }, () => ({
          controlName: WORST,
          controlCategory: WORST,
          score: 1 / 3,
          scoreInPercentage: 0.1,
        })),
      },
    ],
  },
  'security-alerts': {
    alerts: Array.from({ length: 34_000 }, (_, index) => ({
      id: `a${index}`,
      // Only the ten newest are sampled.
      title: index > 33_900 ? WORST.slice(0, 300) : 'Alert',
      severity: 'high',
      status: WORST.slice(0, 20),
      createdDateTime: at(index),
    })),
  },
  'risky-users': {
    riskyUsers: Array.from({ length: 17_000 }, (_, index) => ({
      id: `u${index}`,
      riskLevel: 'high',
      riskState: 'atRisk',
      riskLastUpdatedDateTime: at(index),
      // Only ten names are kept.
      userPrincipalName: index < 20 ? WORST : 'a@example.com',
    })),
  },
  'conditional-access': {
    policies: Array.from({ length: 4_000 }, (_, index) => ({
      id: `${index} ${WORST}`.slice(0, 512),
      // Only 200 names are kept.
      displayName: index < 300 ? WORST : 'Policy',
      state: 'enabled',
      createdDateTime: at(index),
    })),
  },
};

test.each(COLLECTORS.map((collector) => ({ collector, name: collector.title })))(
  'an observation of $name stays under 60 kB on any tenant',
  async ({ collector }) => {
    const tenant = WORST_TENANTS[collector.id];
    if (!tenant) throw new Error(`Write the worst tenant for the collector ${collector.id}`);
    const { read } = await signedInSandbox({ tenant, settings: { includeUserNames: true } });
    const { observation } = await read(collector);
    expect(Buffer.byteLength(JSON.stringify(observation))).toBeLessThan(60_000);
    expect(JSON.stringify(observation).isWellFormed()).toBe(true);
  },
);
