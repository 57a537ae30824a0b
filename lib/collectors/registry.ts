import type { FactChangesOf } from '../domain/fact-change.ts';
import { everyFigure, type FiguresOf } from '../domain/figure.ts';
import type { Collector } from './collector.ts';
import { conditionalAccess } from './conditional-access/collector.ts';
import { riskyUsers } from './risky-users/collector.ts';
import { secureScore } from './secure-score/collector.ts';
import { securityAlerts } from './security-alerts/collector.ts';

/** All collectors, in display order. Workflow, functions, grants and tests follow this list. */
export const COLLECTORS = [
  secureScore,
  securityAlerts,
  riskyUsers,
  conditionalAccess,
] as const satisfies readonly Collector[];

/** The id of a collector of this version. The register may hold evidence of collectors of other versions. */
export type CollectorId = (typeof COLLECTORS)[number]['id'];

type OptionsOf<C> = C extends { options: { shape: infer Shape } } ? (shape: Shape) => void : never;
type EveryOption = OptionsOf<(typeof COLLECTORS)[number]> extends (shape: infer All) => void ? All : never;

/** The options of all collectors by their names in `cdk.json`, each with its schema. */
export const COLLECTOR_OPTIONS = Object.assign(
  {},
  ...COLLECTORS.map((collector: Collector) => collector.options?.shape),
) as EveryOption;

/** The least privileged application permissions that can read all sources. */
export const NEEDED_PERMISSIONS: readonly string[] = [
  ...new Set(COLLECTORS.map(({ needs }) => needs.permission)),
];

/** Returns the collector with an id; undefined if this version does not know it. */
export function knownCollector(id: string): Collector<CollectorId> | undefined {
  return COLLECTORS.find((collector) => collector.id === id);
}

/** Returns every figure of a collector; empty if this version does not know the collector. */
export const figuresOf: FiguresOf = (id) => {
  const known = knownCollector(id);
  return known ? everyFigure(known.figures) : [];
};

/** Returns the changes of a collector's facts that figures do not show. */
export const factChangesOf: FactChangesOf = (id, before, after) =>
  knownCollector(id)?.factChanges?.(before, after) ?? [];

/** Returns a collector's title; its id if this version does not know the collector. */
export function titleOf(id: string): string {
  return knownCollector(id)?.title ?? id;
}

/** Returns the collector with an id. Throws an Error if this version does not know it. */
export function collectorById(id: string): Collector {
  const collector = knownCollector(id);
  if (!collector) throw new Error(`There is no collector named ${id}`);
  return collector;
}
