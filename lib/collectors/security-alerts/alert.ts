import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { Instant, usualInstant } from '../../domain/instant.ts';
import type { GraphQuery } from '../../graph/graph-port.ts';
import { isShortId, ObjectId } from '../object-ids.ts';

const Alert = z.object({
  id: ObjectId,
  title: given(z.string()),
  severity: given(z.string()),
  status: given(z.string()),
  createdDateTime: given(Instant),
  resolvedDateTime: given(Instant),
  serviceSource: given(z.string()),
  /** Whether a person is assigned; undefined if Graph does not say it. */
  assignedTo: z.pipe(z.optional(z.unknown()), z.transform(isAssigned)),
});
export type Alert = z.infer<typeof Alert>;

/** Graph gives null, or a blank, to an alert without an assigned person. */
function isAssigned(assignee: unknown): boolean | undefined {
  if (assignee === null) return false;
  return typeof assignee === 'string' ? /\S/.test(assignee) : undefined;
}

/** Reads an alert of the usual form, much faster than the schema. Returns undefined for any other form. */
function usualAlert(alert: Record<string, unknown>): Alert | undefined {
  const { id, title, severity, status, serviceSource, resolvedDateTime } = alert;
  const createdDateTime = usualInstant(alert.createdDateTime);
  if (createdDateTime === undefined || !isShortId(id)) return undefined;
  if (typeof title !== 'string' || typeof severity !== 'string' || typeof status !== 'string')
    return undefined;
  const resolved = usualInstant(resolvedDateTime);
  if (resolved === undefined && resolvedDateTime !== null && resolvedDateTime !== undefined) return undefined;
  return {
    id,
    title,
    severity,
    status,
    createdDateTime,
    resolvedDateTime: resolved,
    serviceSource: typeof serviceSource === 'string' ? serviceSource : undefined,
    assignedTo: isAssigned(alert.assignedTo),
  };
}

/**
 * All alerts that Defender keeps, without a $filter: only `eq` is documented for the status, and a filter with
 * today's open states would silently miss a state that Microsoft adds. The collector sorts out resolved alerts itself.
 * $top is at most 1000. $count allows comparing the number of alerts read with the number that exist. $select is not on the
 * documentation page, but many programs use it. It leaves out users, devices and addresses, nine tenths of an alert's size.
 * `assignedTo` is a person's address, so it is overwritten before an answer is hashed and kept.
 * https://learn.microsoft.com/graph/api/security-list-alerts_v2
 * https://learn.microsoft.com/graph/api/resources/security-alert
 */
export const ALL_ALERTS: GraphQuery<Alert> = {
  path: '/security/alerts_v2',
  options: { $count: 'true', $top: '1000' },
  optional: { $select: Object.keys(Alert.shape).join(',') },
  headers: { prefer: 'include-unknown-enum-members' },
  withhold: ['assignedTo'],
  object: Alert,
  usual: usualAlert,
};
