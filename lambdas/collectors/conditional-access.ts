import * as z from 'zod/mini';
import type { Figure, Unit } from '../domain/figure.ts';
import { Instant } from '../domain/instant.ts';
import { plainText, withinBytes } from '../domain/plain-text.ts';
import type { GraphQuery } from '../graph/graph-port.ts';
import type { Collector } from './collector.ts';
import { IDENTITY_LANE } from './identity-lane.ts';
import { policyChanges } from './policy-changes.ts';
import { SeenIds } from './seen-ids.ts';

const Policy = z.object({
  id: z.string().check(z.maxLength(512)),
  displayName: z.nullish(z.string()),
  state: z.nullish(z.string()),
  createdDateTime: z.nullish(Instant),
  modifiedDateTime: z.nullish(Instant),
});
type Policy = z.infer<typeof Policy>;

/** https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies */
const ALL_POLICIES: GraphQuery<Policy> = { path: '/identity/conditionalAccess/policies', object: Policy };

const SecurityDefaults = z.object({ isEnabled: z.boolean() });

/** https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get */
const SECURITY_DEFAULTS: GraphQuery<z.infer<typeof SecurityDefaults>> = {
  path: '/policies/identitySecurityDefaultsEnforcementPolicy',
  object: SecurityDefaults,
};

/** Report-only is a state of its own: such a policy enforces nothing. */
const STATES = {
  enabled: 'enabled',
  enabledForReportingButNotEnforced: 'reportOnly',
  disabled: 'disabled',
} as const;
type State = (typeof STATES)[keyof typeof STATES] | 'unknown';

const POLICIES: Unit = { one: 'policy', many: 'policies' };

const ENABLED: Figure = {
  fact: 'enabled',
  label: 'Enabled',
  unit: POLICIES,
  metric: 'EnabledPolicies',
};
const BY_STATE: Figure[] = [
  ENABLED,
  { fact: 'reportOnly', label: 'Report-only', unit: POLICIES, metric: 'ReportOnlyPolicies' },
  { fact: 'disabled', label: 'Disabled', unit: POLICIES, metric: 'DisabledPolicies' },
];

const MOST_POLICIES = 200;
const MOST_BYTES = 30_000;

/**
 * Facts: `enabled`, `reportOnly`, `disabled`, `policies[] { name, state }` (200 at most, enabled ones first),
 * `policiesOmitted`, `newest` (date and time of the newest change), and, where no policy is enabled,
 * `securityDefaults` (whether they protect the tenant instead).
 */
export const conditionalAccess: Collector = {
  id: 'conditional-access',
  version: '1',
  title: 'Conditional Access policies',
  needs: { permission: 'Policy.Read.All', emptyWithout: 'Microsoft Entra ID P1', ...IDENTITY_LANE },
  skips: [],
  absentFrom: [],
  evidenceFor: { 'iso-27001-2022': ['A.5.15', 'A.8.2'], 'soc2-2017': ['CC6.3'] },
  figures: { headline: ENABLED, breakdown: BY_STATE },
  probe: { ...ALL_POLICIES, options: { $top: '1' } },
  changes: policyChanges,
  async collect(graph) {
    const seen = new SeenIds();
    const counts: Record<State, number> = { enabled: 0, reportOnly: 0, disabled: 0, unknown: 0 };
    const listed: Record<State, { name: string; state: State }[]> = {
      enabled: [],
      reportOnly: [],
      disabled: [],
      unknown: [],
    };
    let newest: string | null = null;
    for await (const { objects } of graph.pages(ALL_POLICIES)) {
      for (const policy of objects) {
        if (!seen.add(policy.id)) continue;
        const state = stateOf(policy);
        counts[state] += 1;
        if (listed[state].length < MOST_POLICIES)
          listed[state].push({ name: plainText(policy.displayName ?? 'Unnamed policy'), state });
        const changed = policy.modifiedDateTime ?? policy.createdDateTime ?? null;
        if (changed && (newest === null || changed > newest)) newest = changed;
      }
    }
    const { enabled, reportOnly, disabled, unknown } = counts;
    const inOrder = [...listed.enabled, ...listed.reportOnly, ...listed.disabled, ...listed.unknown];
    const policies = withinBytes(inOrder.slice(0, MOST_POLICIES), MOST_BYTES);
    const securityDefaults = enabled === 0 ? (await graph.entity(SECURITY_DEFAULTS)).isEnabled : undefined;
    return {
      summary: `${enabled} Conditional Access ${enabled === 1 ? 'policy is' : 'policies are'} enabled, ${reportOnly} report-only, ${disabled} disabled${defaultsClause(securityDefaults)}.`,
      facts: {
        enabled,
        reportOnly,
        disabled,
        policies,
        policiesOmitted: seen.size - policies.length,
        newest,
        ...(securityDefaults !== undefined && { securityDefaults }),
      },
      missing: unknown > 0 ? [`Policies in a state that this version does not know: ${unknown}`] : [],
      empty: seen.size === 0,
    };
  },
};

function stateOf({ state }: Policy): State {
  return Object.entries(STATES).find(([graphs]) => graphs === state)?.[1] ?? 'unknown';
}

function defaultsClause(securityDefaults: boolean | undefined): string {
  if (securityDefaults === undefined) return '';
  return securityDefaults ? '; security defaults protect the tenant' : '; security defaults are off too';
}
