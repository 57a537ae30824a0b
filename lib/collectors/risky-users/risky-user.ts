import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { Instant } from '../../domain/instant.ts';
import { ObjectId } from '../object-id.ts';

/** https://learn.microsoft.com/graph/api/resources/riskyuser */
export const RiskyUser = z.object({
  id: ObjectId,
  riskLevel: given(z.string()),
  riskState: given(z.string()),
  isDeleted: given(z.boolean()),
  riskLastUpdatedDateTime: given(Instant),
  userPrincipalName: given(z.string()),
});
export type RiskyUser = z.infer<typeof RiskyUser>;
