import { describe, expect, test } from '@jest/globals';
import { COLLECTORS, collectorById, NEEDED_PERMISSIONS } from '../../lib/collectors/registry.ts';
import { everyFigure } from '../../lib/domain/figure.ts';
import { METRIC } from '../../lib/domain/measurement.ts';
import { CollectorId } from '../../lib/domain/observation.ts';

test('the registry holds these collectors, in this order', () => {
  expect(COLLECTORS.map(({ id }) => id)).toEqual([
    'secure-score',
    'security-alerts',
    'risky-users',
    'conditional-access',
  ]);
});

test('needs four application permissions, which only read', () => {
  expect(NEEDED_PERMISSIONS).toEqual([
    'SecurityEvents.Read.All',
    'SecurityAlert.Read.All',
    'IdentityRiskyUser.Read.All',
    'Policy.Read.All',
  ]);
});

test('names an unknown collector in the error', () => {
  expect(() => collectorById('mailboxes')).toThrow('mailboxes');
});

test('no two figures share a metric', () => {
  const metrics = COLLECTORS.flatMap(({ figures }) => everyFigure(figures).map(({ metric }) => metric));
  expect(new Set(metrics).size).toBe(metrics.length);
  expect(Object.values(METRIC).filter((metric) => metrics.includes(metric))).toEqual([]);
});

describe.each(COLLECTORS.map((collector) => ({ collector, name: collector.id })))(
  '$name',
  ({ collector }) => {
    test('has an id that is valid in keys', () => {
      expect(CollectorId.safeParse(collector.id).success).toBe(true);
    });
    test('may be skipped for a licence exactly if it names the licence', () => {
      expect(collector.skips.includes('license-missing')).toBe(collector.needs.license !== undefined);
    });
    test('finds the source of its probe in the sandbox', async () => {
      const { sources } = await collector.sandbox();
      expect(sources.map(({ path }) => path)).toContain(collector.probe.path);
    });
    test('asks for one object when it only checks the permission', () => {
      expect(collector.probe.options?.$top).toBe('1');
    });
    test('may be skipped as not in a national cloud exactly if one lacks the source', () => {
      expect(collector.skips.includes('not-in-this-cloud')).toBe(collector.absentFrom.length > 0);
    });
  },
);
