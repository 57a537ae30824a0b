import { everyFigure, type FiguresOf } from '../domain/figure.ts';
import type { Collector } from './collector.ts';
import { conditionalAccess } from './conditional-access/collector.ts';
import { riskyUsers } from './risky-users/collector.ts';
import { secureScore } from './secure-score/collector.ts';
import { securityAlerts } from './security-alerts/collector.ts';

/** All collectors, in display order. Workflow, functions, grants and tests follow this list. */
export const COLLECTORS: readonly Collector[] = [secureScore, securityAlerts, riskyUsers, conditionalAccess];

/** The least privileged application permissions that can read all sources. */
export const NEEDED_PERMISSIONS: readonly string[] = [
  ...new Set(COLLECTORS.map(({ needs }) => needs.permission)),
];

/** Returns every figure of a collector; empty if this version does not know the collector. */
export const figuresOf: FiguresOf = (id) => {
  const known = COLLECTORS.find((collector) => collector.id === id);
  return known ? everyFigure(known.figures) : [];
};

/** Returns a collector's title; its id if this version does not know the collector. */
export function titleOf(id: string): string {
  return COLLECTORS.find((collector) => collector.id === id)?.title ?? id;
}

export function collectorById(id: string): Collector {
  const collector = COLLECTORS.find((candidate) => candidate.id === id);
  if (!collector) throw new Error(`There is no collector named ${id}`);
  return collector;
}
