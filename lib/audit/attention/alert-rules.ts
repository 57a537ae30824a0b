import { counted } from '../../domain/figure-text.ts';
import type { Facts } from '../../domain/observation.ts';
import { count, countRule, type FactRule } from './fact-rule.ts';

const collector = 'security-alerts';

/** Rules about unresolved security alerts. */
export const ALERT_RULES: readonly FactRule[] = [
  countRule({
    id: 'high-alerts-over-30-days',
    collector,
    asks: 'whether a high alert has been unresolved for more than 30 days',
    fact: 'ageBySeverity.high.over30Days',
    severity: 'high',
    text(old, facts) {
      const since = oldestHigh(facts);
      return `${counted(old, 'high alert')} ${old === 1 ? 'has' : 'have'} been unresolved for more than 30 days${since && `, the oldest since ${since}`}.`;
    },
    action: 'Resolve each alert, or classify it and write down why it stays open.',
  }),
  {
    id: 'high-alerts',
    collector,
    asks: 'whether a newer high alert is unresolved',
    find(facts) {
      const high = count(facts, 'bySeverity.high');
      if (high === null) return undefined;
      const old = count(facts, 'ageBySeverity.high.over30Days');
      const newer = high - (old ?? 0);
      if (newer <= 0) return [];
      const age = old === null ? ', of unknown age' : '';
      const undated = count(facts, 'ageBySeverity.high.unknown') ?? 0;
      const without = undated > 0 ? ` (${undated} without a date)` : '';
      const text = `${counted(newer, old ? 'newer high alert' : 'high alert')} ${newer === 1 ? 'is' : 'are'} unresolved${age}${without}.`;
      return [{ severity: 'medium', text, action: 'Triage them now, before they are 30 days old.' }];
    },
  },
  countRule({
    id: 'unassigned-alerts',
    collector,
    asks: 'whether unresolved alerts have no assignee',
    fact: 'unassigned',
    severity: 'low',
    text: (number) => `${counted(number, 'unresolved alert')} ${number === 1 ? 'has' : 'have'} no assignee.`,
    action: 'Assign each alert to a person.',
  }),
  countRule({
    id: 'alerts-of-unknown-severity',
    collector,
    asks: 'whether alerts have a severity that is not known',
    fact: 'bySeverity.unknown',
    severity: 'low',
    text: (number) =>
      `${counted(number, 'unresolved alert')} ${number === 1 ? 'has' : 'have'} a severity that is not known, which can be high.`,
    action: 'Look at these alerts in the portal.',
  }),
];

/** Returns the day of the oldest unresolved high alert; blank if it is not known. */
function oldestHigh({ oldestBySeverity }: Facts): string {
  const given = typeof oldestBySeverity === 'object' ? (oldestBySeverity as Facts | null)?.high : null;
  return typeof given === 'string' ? given.slice(0, 10) : '';
}
