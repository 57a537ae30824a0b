import { figureIn } from '../../domain/figure.ts';
import { counted } from '../../domain/figure-text.ts';
import type { Facts } from '../../domain/observation.ts';
import type { FactsDetails } from '../collector-view.ts';
import { PolicyFacts } from './policy-facts.ts';
import { policyText } from './policy-text.ts';
import { excludedText, safeguardTable } from './safeguard-text.ts';

/** The states in order of importance. Report-only is a separate state, because such a policy enforces nothing. */
const STATES: Record<string, string> = {
  enabled: 'Enabled',
  reportOnly: 'Report-only (enforces nothing)',
  disabled: 'Disabled',
};

/**
 * Shows how many policies meet the rule of each safeguard, and lists the policies by their state, each with its
 * requirements, users and conditions. Every known state has a heading, even if no policy is in it.
 */
export function policyDetails(facts: Facts): FactsDetails | undefined {
  const read = PolicyFacts.safeParse(facts).data;
  if (!read) return undefined;
  const byState = Map.groupBy(read.policies, ({ state }) => state);
  const states = [...new Set([...Object.keys(STATES), ...byState.keys()])];
  return {
    listed: [
      'policies',
      ...(read.safeguards === undefined ? [] : ['safeguards']),
      ...(read.excludedPrincipals === undefined ? [] : ['excludedPrincipals', 'policiesExcludingGuests']),
    ],
    ...(read.safeguards && { tables: [safeguardTable(read.safeguards)] }),
    lists: states.map((state) => {
      const names = (byState.get(state) ?? []).map(policyText);
      const title = Object.hasOwn(STATES, state) ? STATES[state] : `In the state “${state}”`;
      return { heading: `${title}: ${figureIn(facts, { fact: state }) ?? names.length}`, names };
    }),
    notes: notes(read),
  };
}

function notes(read: PolicyFacts): string[] {
  const {
    policiesOmitted = 0,
    detailsOmitted = 0,
    securityDefaults,
    safeguards,
    excludedPrincipals,
    policiesExcludingGuests,
  } = read;
  const excluded = excludedPrincipals && excludedText(excludedPrincipals, policiesExcludingGuests ?? 0);
  return [
    ...(safeguards === null
      ? ['Safeguards are not known: no enabled or no report-only policy could be read.']
      : []),
    ...(excludedPrincipals === null ? ['Exclusions are not known: no enabled policy could be read.'] : []),
    ...(excluded ? [excluded] : []),
    ...(policiesOmitted > 0 ? [`The list ends here; policies that it leaves out: ${policiesOmitted}.`] : []),
    ...(detailsOmitted > 0
      ? [
          `An observation holds 60 kB, so the details of ${counted(detailsOmitted, 'policy', 'policies')} are left out.`,
        ]
      : []),
    ...(securityDefaults === undefined
      ? []
      : [`Security defaults ${securityDefaults ? 'protect the tenant instead' : 'are off'}.`]),
  ];
}
