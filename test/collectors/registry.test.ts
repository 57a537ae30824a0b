import { describe, expect, test } from '@jest/globals';
import { COLLECTORS, collectorById, NEEDED_PERMISSIONS } from '../../lambdas/collectors/registry.ts';
import { CollectorId } from '../../lambdas/domain/collector-id.ts';
import { everyFigure } from '../../lambdas/domain/figure.ts';
import { METRIC } from '../../lambdas/domain/measurement.ts';

test('the registry holds these collectors, in this order', () => {
  expect(COLLECTORS.map(({ id }) => id)).toEqual([
    'secure-score',
    'security-alerts',
    'risky-users',
    'conditional-access',
  ]);
});

test('four application permissions read everything, and none of them writes', () => {
  expect(NEEDED_PERMISSIONS).toEqual([
    'SecurityEvents.Read.All',
    'SecurityAlert.Read.All',
    'IdentityRiskyUser.Read.All',
    'Policy.Read.All',
  ]);
});

test('an unknown collector is named', () => {
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
    test('has an id that can stand in keys', () => {
      expect(CollectorId.safeParse(collector.id).success).toBe(true);
    });
    test('skips for a licence only where it names the licence', () => {
      expect(collector.skips.includes('license-missing')).toBe(collector.needs.license !== undefined);
    });
    test('asks least when it only tries whether it may read', () => {
      expect(collector.probe.options?.$top).toBe('1');
    });
    test('is skipped as not in a cloud exactly where there is one without it', () => {
      expect(collector.skips.includes('not-in-this-cloud')).toBe(collector.absentFrom.length > 0);
    });
  },
);
