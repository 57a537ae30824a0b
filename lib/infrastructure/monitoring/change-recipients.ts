import type { Connection } from '../../domain/connection.ts';

/**
 * Connections in one rule: a pattern takes 2,048 characters, and a name 40.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export const CONNECTIONS_IN_RULE = 25;

/** An email address, with the connections whose changes it gets. */
export interface ChangeRecipient {
  address: string;
  connections: readonly string[];
}

/**
 * Returns the addresses that get mails about changes, each once, with their connections. A connection's own address
 * replaces the address for all. Empty if no address is named.
 */
export function changeRecipients(
  connections: readonly Pick<Connection, 'name' | 'notifyChanges'>[],
  forAll: string | undefined,
): ChangeRecipient[] {
  const named = connections.flatMap(({ name, notifyChanges = forAll }) =>
    notifyChanges === undefined ? [] : [{ name, address: notifyChanges }],
  );
  return [...Map.groupBy(named, ({ address }) => address.toLowerCase()).values()].map((group) => ({
    address: group[0]?.address ?? '',
    connections: group.map(({ name }) => name),
  }));
}
