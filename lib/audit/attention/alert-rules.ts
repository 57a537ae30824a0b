import { counted } from '../../domain/figure-text.ts';
import type { Facts } from '../../domain/observation.ts';
import { count, type FactRule } from './fact-rule.ts';

const collector = 'security-alerts';

/** Rules about unresolved security alerts. */
export const ALERT_RULES: readonly FactRule[] = [
  {
    id: 'high-alerts-over-30-days',
    collector,
    asks: 'whether a high alert has been unresolved for more than 30 days',
    find(facts) {
      const old = count(facts, 'ageBySeverity.high.over30Days');
      if (old === null) return undefined;
      const since = oldestHigh(facts);
      return old === 0
        ? []
        : [
            {
              severity: 'high',
              text: `${counted(old, 'high alert')} ${old === 1 ? 'has' : 'have'} been unresolved for more than 30 days${since && `, the oldest since ${since}`}.`,
              action: 'Resolve each alert, or classify it and write down why it stays open.',
            },
          ];
    },
  },
  {
    id: 'high-alerts',
    collector,
    asks: 'whether a newer high alert is unresolved',
    find(facts) {
      const high = count(facts, 'bySeverity.high');
      if (high === null) return undefined;
      const old = count(facts, 'ageBySeverity.high.over30Days');
      const newer = high - (old ?? 0);
      const age = old === null ? ', of unknown age' : '';
      const undated = count(facts, 'ageBySeverity.high.unknown') ?? 0;
      const without = undated > 0 ? ` (${undated} without a date)` : '';
      return newer <= 0
        ? []
        : [
            {
              severity: 'medium',
              text: `${counted(newer, old ? 'newer high alert' : 'high alert')} ${newer === 1 ? 'is' : 'are'} unresolved${age}${without}.`,
              action: 'Triage them now, before they are 30 days old.',
            },
          ];
    },
  },
  {
    id: 'unassigned-alerts',
    collector,
    asks: 'whether unresolved alerts have no assignee',
    find(facts) {
      const unassigned = count(facts, 'unassigned');
      if (unassigned === null) return undefined;
      return unassigned === 0
        ? []
        : [
            {
              severity: 'low',
              text: `${counted(unassigned, 'unresolved alert')} ${unassigned === 1 ? 'has' : 'have'} no assignee.`,
              action: 'Assign each alert to a person.',
            },
          ];
    },
  },
  {
    id: 'alerts-of-unknown-severity',
    collector,
    asks: 'whether alerts have a severity that is not known',
    find(facts) {
      const unknown = count(facts, 'bySeverity.unknown');
      if (unknown === null) return undefined;
      return unknown === 0
        ? []
        : [
            {
              severity: 'low',
              text: `${counted(unknown, 'unresolved alert')} ${unknown === 1 ? 'has' : 'have'} a severity that is not known, which can be high.`,
              action: 'Look at these alerts in the portal.',
            },
          ];
    },
  },
];

/** Returns the day of the oldest unresolved high alert; blank if it is not known. */
function oldestHigh({ oldestBySeverity }: Facts): string {
  const given = typeof oldestBySeverity === 'object' ? (oldestBySeverity as Facts | null)?.high : null;
  return typeof given === 'string' ? given.slice(0, 10) : '';
}
