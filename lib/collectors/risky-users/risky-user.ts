import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { Instant } from '../../domain/instant.ts';
import type { GraphQuery } from '../../graph/graph-port.ts';
import { ObjectId } from '../object-ids.ts';

/** https://learn.microsoft.com/graph/api/resources/riskyuser */
const RiskyUser = z.object({
  id: ObjectId,
  riskLevel: given(z.string()),
  riskState: given(z.string()),
  isDeleted: given(z.boolean()),
  riskLastUpdatedDateTime: given(Instant),
  userPrincipalName: given(z.string()),
});
export type RiskyUser = z.infer<typeof RiskyUser>;

const NEEDED_FIELDS = 'id,riskLevel,riskState,isDeleted,riskLastUpdatedDateTime';

/**
 * $filter and $select are documented, and a page has at most 500 users. Names are personal data, so they are requested
 * only if the connection includes them.
 * https://learn.microsoft.com/graph/api/riskyuser-list
 */
export const usersAtRisk = (includeUserNames: boolean): GraphQuery<RiskyUser> => ({
  path: '/identityProtection/riskyUsers',
  options: {
    $filter: "riskState eq 'atRisk' or riskState eq 'confirmedCompromised'",
    $select: includeUserNames ? `${NEEDED_FIELDS},userPrincipalName` : NEEDED_FIELDS,
    $top: '500',
  },
  headers: { prefer: 'include-unknown-enum-members' },
  object: RiskyUser,
});
