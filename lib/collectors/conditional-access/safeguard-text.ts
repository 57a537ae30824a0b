import { counted } from '../../domain/figure-text.ts';
import type { FactsTable } from '../collector-view.ts';
import type { PolicyFacts } from './policy-facts.ts';
import { principalsText } from './policy-text.ts';
import { SAFEGUARDS } from './safeguard-changes.ts';
import { SAFEGUARD_NAMES, type SafeguardName } from './safeguard-rules.ts';

type Safeguards = NonNullable<PolicyFacts['safeguards']>;
type Excluded = NonNullable<PolicyFacts['excludedPrincipals']>;

/** Returns a table of the safeguards in the facts: how many policies meet each rule, and how many of them exclude anyone. */
export function safeguardTable(safeguards: Safeguards): FactsTable {
  return {
    heading: 'Safeguards: numbers of policies that meet the rule',
    columns: ['Safeguard', 'Enabled', 'Enabled, with exclusions', 'Report-only'],
    rows: SAFEGUARD_NAMES.flatMap((name) => {
      const numbers = safeguards[name];
      if (!numbers) return [];
      return [[titleOf(name), ...[numbers.enabled, numbers.withExclusions, numbers.reportOnly].map(String)]];
    }),
  };
}

/** Returns a sentence for each safeguard whose numbers differ. A safeguard that one of the two does not have is not compared. */
export function safeguardDifferences(before: PolicyFacts, after: PolicyFacts): string[] {
  return SAFEGUARD_NAMES.flatMap((name) => {
    const [had, has] = [before.safeguards?.[name], after.safeguards?.[name]];
    if (!had || !has) return [];
    const differences = [
      difference('enabled policies', had.enabled, has.enabled),
      difference('report-only policies', had.reportOnly, has.reportOnly),
      difference('enabled policies with exclusions', had.withExclusions, has.withExclusions),
    ].filter((text) => text !== '');
    return differences.length > 0 ? [`${titleOf(name)}: ${differences.join(', ')}`] : [];
  });
}

/** Returns a sentence if the number of different principals that enabled policies exclude differs. */
export function excludedDifference(before: PolicyFacts, after: PolicyFacts): string[] {
  const [had, has] = [before.excludedPrincipals, after.excludedPrincipals];
  if (!had || !has) return [];
  const differences = (['users', 'groups', 'roles'] as const)
    .map((kind) => difference(kind, had[kind], has[kind]))
    .filter((text) => text !== '');
  return differences.length > 0 ? [`Excluded from enabled policies: ${differences.join(', ')}`] : [];
}

/** Returns a sentence about the principals that enabled policies exclude. */
export function excludedText(excluded: Excluded, policiesExcludingGuests: number): string {
  const principals = principalsText({ ...excluded, guests: false }) || 'no user, group or role';
  const guests =
    policiesExcludingGuests > 0
      ? `; ${counted(policiesExcludingGuests, 'of them excludes', 'of them exclude')} guests or external users`
      : '';
  return `Enabled policies exclude ${principals}, each counted once${guests}.`;
}

function titleOf(name: SafeguardName): string {
  const words = SAFEGUARDS[name];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function difference(words: string, before: number, after: number): string {
  return before === after ? '' : `${words} ${before} → ${after}`;
}
