import * as z from 'zod/mini';
import { SyncError } from '../../domain/errors.ts';
import type { Figure, Unit } from '../../domain/figure.ts';
import { given } from '../../domain/given.ts';
import { Instant, plausibleDate } from '../../domain/instant.ts';
import { nameOr, plainText, withinBytes } from '../../domain/plain-text.ts';
import type { GraphPort, GraphQuery } from '../../graph/graph-port.ts';
import { CollectionTally } from '../collection-tally.ts';
import type { Collector } from '../collector.ts';
import { IDENTITY_LANE } from '../identity-lane.ts';
import { ObjectId } from '../object-id.ts';
import { policyChanges } from './policy-changes.ts';

const Policy = z.object({
  id: ObjectId,
  displayName: given(z.string()),
  state: given(z.string()),
  createdDateTime: given(Instant),
  modifiedDateTime: given(Instant),
});
type Policy = z.infer<typeof Policy>;

/**
 * $count is documented, and allows comparing the number of policies read with the number that exist. It is optional,
 * because the policies matter more than the comparison if Graph refuses it.
 * https://learn.microsoft.com/graph/api/conditionalaccessroot-list-policies
 */
const ALL_POLICIES: GraphQuery<Policy> = {
  path: '/identity/conditionalAccess/policies',
  optional: { $count: 'true' },
  object: Policy,
};

const SecurityDefaults = z.object({ isEnabled: z.boolean() });

/** https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get */
const SECURITY_DEFAULTS: GraphQuery<z.infer<typeof SecurityDefaults>> = {
  path: '/policies/identitySecurityDefaultsEnforcementPolicy',
  object: SecurityDefaults,
};

/** Report-only is a separate state, because such a policy enforces nothing. */
const STATES = {
  enabled: 'enabled',
  enabledForReportingButNotEnforced: 'reportOnly',
  disabled: 'disabled',
} as const;
type State = (typeof STATES)[keyof typeof STATES] | 'unknown';

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

const MOST_POLICIES = 200;
const MOST_BYTES = 30_000;
/** Most characters of a policy's id. Microsoft's ids are GUIDs of 36 characters. */
const LONGEST_ID = 64;

/** Source: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
const PREVIEW_CONDITIONS =
  "Graph's v1.0 leaves out policies that use preview conditions, so the tenant may have more than these";

/** A policy in the facts. */
interface ListedPolicy {
  id: string;
  name: string;
  state: State;
}

/**
 * Facts: `enabled`, `reportOnly`, `disabled`, `policies[] { id, name, state }` (at most 200, enabled ones first),
 * `policiesOmitted`, `newest` (date and time of the newest change), and, if no policy is enabled, `securityDefaults`
 * (whether security defaults protect the tenant instead; absent if that could not be read).
 */
export const conditionalAccess: Collector = {
  id: 'conditional-access',
  version: '1',
  title: 'Conditional Access policies',
  needs: {
    permission: 'Policy.Read.All',
    license: 'Microsoft Entra ID P1',
    unlicensed: 'empty',
    ...IDENTITY_LANE,
  },
  skips: ['license-missing'],
  absentFrom: [],
  evidenceFor: { 'iso-27001-2022': ['A.5.15', 'A.8.2'], 'soc2-2017': ['CC6.3'] },
  figures: { headline: ENABLED, breakdown: BY_STATE },
  probe: { path: ALL_POLICIES.path, options: { $top: '1' } },
  changes: policyChanges,
  sandbox: () => import('./sandbox.ts'),
  async collect(graph, { now }) {
    const tally = new CollectionTally<Policy>(POLICIES);
    const counts: Record<State, number> = { enabled: 0, reportOnly: 0, disabled: 0, unknown: 0 };
    const listed: Record<State, ListedPolicy[]> = { enabled: [], reportOnly: [], disabled: [], unknown: [] };
    let newest: string | null = null;
    for await (const page of graph.pages(ALL_POLICIES)) {
      for (const policy of tally.newIn(page)) {
        const state = stateOf(policy);
        counts[state] += 1;
        if (listed[state].length < MOST_POLICIES) listed[state].push(listedPolicy(policy, state));
        const changed =
          plausibleDate(policy.modifiedDateTime, now) ?? plausibleDate(policy.createdDateTime, now);
        if (changed && (newest === null || changed > newest)) newest = changed;
      }
    }
    const { enabled, reportOnly, disabled, unknown } = counts;
    const inOrder = [...listed.enabled, ...listed.reportOnly, ...listed.disabled, ...listed.unknown];
    const policies = withinBytes(inOrder.slice(0, MOST_POLICIES), MOST_BYTES);
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
        newest,
        ...(defaults.isEnabled !== undefined && { securityDefaults: defaults.isEnabled }),
      },
      missing: [
        ...tally.missing(),
        ...(unknown > 0 ? [`Policies in a state that this version does not know: ${unknown}`] : []),
        ...defaults.missing,
      ],
      caveats: [PREVIEW_CONDITIONS],
      empty: tally.isEmpty,
    };
  },
};

function listedPolicy({ id, displayName }: Policy, state: State): ListedPolicy {
  return { id: plainText(id, LONGEST_ID), name: nameOr('Unnamed policy', displayName), state };
}

interface SecurityDefaultsRead {
  /** Undefined if it could not be read. */
  isEnabled?: boolean;
  missing: string[];
}

/** Reads the security defaults. A failure makes the observation partial, but does not lose the policies. */
async function readSecurityDefaults(graph: GraphPort): Promise<SecurityDefaultsRead> {
  try {
    const { isEnabled } = await graph.entity(SECURITY_DEFAULTS);
    return { isEnabled, missing: [] };
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return { missing: [`Whether security defaults protect the tenant was not read: ${error.message}`] };
  }
}

function stateOf({ state }: Policy): State {
  return Object.entries(STATES).find(([graphs]) => graphs === state)?.[1] ?? 'unknown';
}

function defaultsClause(securityDefaults: boolean | undefined): string {
  if (securityDefaults === undefined) return '';
  return securityDefaults ? '; security defaults protect the tenant' : '; security defaults are off too';
}
