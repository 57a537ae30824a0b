import type { Figure, Unit } from '../../domain/figure.ts';
import { CollectionTally } from '../collection-tally.ts';
import type { Collector } from '../collector.ts';
import { IDENTITY_LANE } from '../identity-lane.ts';
import { policyFactChanges } from './policy-fact-changes.ts';
import { ALL_POLICIES, type Policy, PolicyList } from './policy-list.ts';
import { defaultsClause, readSecurityDefaults, type SecurityDefaultsRead } from './security-defaults.ts';

const POLICIES = { one: 'policy', many: 'policies' } satisfies Unit;

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

/** Source: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
const PREVIEW_CONDITIONS =
  "Graph's v1.0 leaves out policies that use preview conditions, so the tenant may have more than these";

/**
 * Facts: `enabled`, `reportOnly`, `disabled`; `policies[]` (at most 200, enabled ones first), each with `id`, `name`, `state` and
 * `PolicyDetails`; `policiesOmitted`; `detailsOmitted` (listed policies without details, because an observation holds 60 kB);
 * `newest` (date and time of the newest change); `safeguards` (name to numbers of policies that meet its rule);
 * `excludedPrincipals { users, groups, roles }` (different ids over enabled policies) and `policiesExcludingGuests` (enabled
 * ones), which are null if no policy that they count could be read; and, if no policy is enabled, `securityDefaults` (whether
 * security defaults protect the tenant instead; absent if that could not be read).
 */
export const conditionalAccess: Collector<'conditional-access'> = {
  id: 'conditional-access',
  version: '2',
  title: 'Conditional Access policies',
  needs: {
    permission: 'Policy.Read.All',
    license: 'Microsoft Entra ID P1',
    unlicensed: 'empty',
    ...IDENTITY_LANE,
  },
  skips: ['license-missing'],
  absentFrom: [],
  evidenceFor: {
    'iso-27001-2022': ['A.5.15', 'A.8.2'],
    'soc2-2017': ['CC6.3'],
    'nist-csf-2.0': ['PR.AA-03', 'PR.AA-05'],
    'nis2-2022-2555': ['21.2.i', '21.2.j'],
  },
  figures: { headline: ENABLED, breakdown: BY_STATE },
  factChanges: policyFactChanges,
  probe: { path: ALL_POLICIES.path, options: { $top: '1' } },
  view: () => import('./view.ts'),
  sandbox: () => import('./sandbox.ts'),
  async collect(graph, { now }) {
    const tally = new CollectionTally<Policy>(POLICIES);
    const list = new PolicyList(now);
    for await (const page of graph.pages(ALL_POLICIES)) {
      for (const policy of tally.newIn(page)) list.add(policy);
    }
    const { enabled, reportOnly, disabled, unknown } = list.counts;
    const { policies, detailsOmitted } = list.listed();
    const defaults: SecurityDefaultsRead =
      enabled === 0 ? await readSecurityDefaults(graph) : { missing: [] };
    return {
      summary: `${enabled} Conditional Access ${enabled === 1 ? 'policy is' : 'policies are'} enabled, ${reportOnly} report-only, ${disabled} disabled${defaultsClause(defaults.isEnabled)}.`,
      facts: {
        enabled,
        reportOnly,
        disabled,
        policies,
        policiesOmitted: tally.size - policies.length,
        detailsOmitted,
        newest: list.newest,
        ...list.detailFacts(),
        ...(defaults.isEnabled !== undefined && { securityDefaults: defaults.isEnabled }),
      },
      missing: [
        ...tally.missing(),
        ...(unknown > 0 ? [`Policies in a state that this version does not know: ${unknown}`] : []),
        ...unreadDetails(list.unread),
        ...defaults.missing,
      ],
      caveats: [PREVIEW_CONDITIONS],
      empty: tally.isEmpty,
    };
  },
};

function unreadDetails(unread: number): string[] {
  if (unread === 0) return [];
  const policies = `${unread} ${unread === 1 ? POLICIES.one : POLICIES.many}`;
  return [`The conditions or grant controls of ${policies} could not be read, so no safeguard counts them`];
}
