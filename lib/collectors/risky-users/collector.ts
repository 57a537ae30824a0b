import * as z from 'zod/mini';
import type { Figure, Unit } from '../../domain/figure.ts';
import { CollectionTally } from '../collection-tally.ts';
import type { Collector } from '../collector.ts';
import { LONG_IDENTITY_LANE } from '../identity-lane.ts';
import { FlaggedUsers } from './flagged-users.ts';
import { type RiskyUser, usersAtRisk } from './risky-user.ts';

const USERS = { one: 'user', many: 'users' } satisfies Unit;

const AT_RISK: Figure = { fact: 'atRisk', label: 'At risk', unit: USERS, metric: 'RiskyUsers' };
const BY_LEVEL: Figure[] = [
  { fact: 'byLevel.high', label: 'High risk', unit: USERS, metric: 'RiskyUsersHigh' },
  { fact: 'byLevel.medium', label: 'Medium risk', unit: USERS, metric: 'RiskyUsersMedium' },
];

/** Names are personal data, so evidence contains them only if the connection asks for them. */
const OPTIONS = z.object({ includeUserNames: z.optional(z.boolean()) });

/**
 * Facts: `atRisk` (users at risk or confirmed compromised, at medium or high level, whose account exists), `byLevel`,
 * `byState`, `age { under7Days, from7To30Days, over30Days, unknown }` of the users in `atRisk` (since
 * `riskLastUpdatedDateTime`, the last change of the risk: Graph does not say when a risk began; both ends are included in the
 * middle number), `newest` (date and time of the newest change), `lowLevel` (at risk at low level, not counted in `atRisk`),
 * `deleted` (flagged accounts that are deleted, at any level: the portal cannot dismiss them, and no other fact counts
 * them), `userNames[]` (at most ten; only if the connection sets `includeUserNames`).
 */
export const riskyUsers: Collector<'risky-users'> & { options: typeof OPTIONS } = {
  id: 'risky-users',
  version: '3',
  title: 'Risky users',
  needs: {
    permission: 'IdentityRiskyUser.Read.All',
    license: 'Microsoft Entra ID P2',
    unlicensed: 'refused',
    ...LONG_IDENTITY_LANE,
  },
  skips: ['license-missing', 'permission-missing', 'not-in-this-cloud'],
  absentFrom: ['china'],
  // Complete objects hold names, which the connection may not have asked for.
  keepsUnselected: 'never',
  evidenceFor: {
    'iso-27001-2022': ['A.5.15', 'A.8.5'],
    'soc2-2017': ['CC6.1'],
    'nist-csf-2.0': ['DE.CM-03', 'PR.AA-01'],
    'nis2-2022-2555': ['21.2.i'],
  },
  figures: { headline: AT_RISK, breakdown: BY_LEVEL },
  options: OPTIONS,
  probe: {
    path: '/identityProtection/riskyUsers',
    options: { $select: 'id', $top: '1' },
  },
  view: () => import('./view.ts'),
  sandbox: () => import('./sandbox.ts'),
  async collect(graph, { now, options }) {
    const { includeUserNames = false } = OPTIONS.parse(options);
    const tally = new CollectionTally<RiskyUser>(USERS);
    const flagged = new FlaggedUsers(now);
    for await (const page of graph.pages(usersAtRisk(includeUserNames))) {
      for (const user of tally.newIn(page)) flagged.add(user);
    }
    return {
      summary: flagged.summary(),
      facts: { ...flagged.facts(), ...(includeUserNames && { userNames: flagged.names }) },
      missing: [...tally.missing(), ...flagged.missing()],
      empty: tally.isEmpty,
    };
  },
};
