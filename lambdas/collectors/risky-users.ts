import * as z from 'zod/mini';
import type { Figure, Unit } from '../domain/figure.ts';
import { Instant } from '../domain/instant.ts';
import { plainText } from '../domain/plain-text.ts';
import type { GraphQuery } from '../graph/graph-port.ts';
import type { Collector } from './collector.ts';
import { IDENTITY_LANE } from './identity-lane.ts';
import { SeenIds } from './seen-ids.ts';

const RiskyUser = z.object({
  id: z.string().check(z.maxLength(512)),
  riskLevel: z.string(),
  riskState: z.string(),
  riskLastUpdatedDateTime: z.nullish(Instant),
  userPrincipalName: z.nullish(z.string()),
});
type RiskyUser = z.infer<typeof RiskyUser>;

const NEEDED_FIELDS = 'id,riskLevel,riskState,riskLastUpdatedDateTime';

/**
 * $filter and $select are documented, a page is at most 500. Names are personal data: unless they are wanted,
 * they are not even asked for.
 * https://learn.microsoft.com/graph/api/riskyuser-list
 */
const usersAtRisk = (includeUserNames: boolean): GraphQuery<RiskyUser> => ({
  path: '/identityProtection/riskyUsers',
  options: {
    $filter: "riskState eq 'atRisk' or riskState eq 'confirmedCompromised'",
    $select: includeUserNames ? `${NEEDED_FIELDS},userPrincipalName` : NEEDED_FIELDS,
    $top: '500',
  },
  headers: { prefer: 'include-unknown-enum-members' },
  object: RiskyUser,
});

const NAMES = 10;

const USERS: Unit = { one: 'user', many: 'users' };

const AT_RISK: Figure = { fact: 'atRisk', label: 'At risk', unit: USERS, metric: 'RiskyUsers' };
const BY_LEVEL: Figure[] = [
  { fact: 'byLevel.high', label: 'High risk', unit: USERS, metric: 'RiskyUsersHigh' },
  { fact: 'byLevel.medium', label: 'Medium risk', unit: USERS, metric: 'RiskyUsersMedium' },
];

/**
 * Facts: `atRisk` (users at risk or confirmed compromised, at medium or high level), `byLevel`, `byState`,
 * `newest` (date and time of the newest change), `lowLevel` (at risk at low level, not counted in `atRisk`),
 * `userNames[]` (ten at most; only where the connection says `includeUserNames`).
 */
export const riskyUsers: Collector = {
  id: 'risky-users',
  version: '1',
  title: 'Risky users',
  needs: { permission: 'IdentityRiskyUser.Read.All', license: 'Microsoft Entra ID P2', ...IDENTITY_LANE },
  skips: ['license-missing', 'permission-missing', 'not-in-this-cloud'],
  absentFrom: ['china'],
  evidenceFor: { 'iso-27001-2022': ['A.5.15', 'A.8.5'], 'soc2-2017': ['CC6.1'] },
  figures: { headline: AT_RISK, breakdown: BY_LEVEL },
  probe: {
    path: '/identityProtection/riskyUsers',
    options: { $select: 'id', $top: '1' },
  },
  async collect(graph, { includeUserNames }) {
    const seen = new SeenIds();
    const byLevel = { high: 0, medium: 0 };
    const byState = { atRisk: 0, confirmedCompromised: 0 };
    const names: string[] = [];
    let newest: string | null = null;
    let lowLevel = 0;
    let unrated = 0;
    for await (const { objects } of graph.pages(usersAtRisk(includeUserNames))) {
      for (const user of objects) {
        const { riskLevel: level, riskState: state } = user;
        if (state !== 'atRisk' && state !== 'confirmedCompromised') continue;
        if (!seen.add(user.id)) continue;
        if (level === 'low' || level === 'none') lowLevel += 1;
        else if (level !== 'high' && level !== 'medium') unrated += 1;
        else {
          byLevel[level] += 1;
          byState[state] += 1;
          const changed = user.riskLastUpdatedDateTime ?? null;
          if (changed && (newest === null || changed > newest)) newest = changed;
          if (user.userPrincipalName && names.length < NAMES) names.push(plainText(user.userPrincipalName));
        }
      }
    }
    const atRisk = byLevel.high + byLevel.medium;
    return {
      summary: summaryOf(atRisk, byLevel),
      facts: { atRisk, byLevel, byState, newest, lowLevel, ...(includeUserNames && { userNames: names }) },
      missing:
        unrated > 0 ? [`Users at risk whose level Graph hides, and who are not counted: ${unrated}`] : [],
    };
  },
};

function summaryOf(atRisk: number, { high, medium }: { high: number; medium: number }): string {
  if (atRisk === 0) return 'Identity Protection flags no user at medium or high risk.';
  const users = atRisk === 1 ? 'user' : 'users';
  return `Identity Protection flags ${atRisk} ${users}: ${high} at high risk, ${medium} at medium risk.`;
}
