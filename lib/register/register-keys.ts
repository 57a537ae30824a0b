/** A key of the register's table: partition key `pk`, sort key `sk`. Keys are deterministic, so a repeated write finds its own item. */
export interface RegisterKey {
  pk: string;
  sk: string;
}

/**
 * The keys of the four kinds of item. Sort keys start with the run's id, which starts with its time, so descending order
 * is newest first.
 */
export const registerKeys = {
  /** Evidence. One partition holds the history of one collector. */
  evidence: (connection: string, collector: string, run: string): RegisterKey => ({
    pk: evidencePartition(connection, collector),
    sk: run,
  }),
  /** A pointer from a requirement to an evidence item, so that the item is stored only once. */
  requirement: (
    framework: string,
    id: string,
    run: string,
    connection: string,
    collector: string,
  ): RegisterKey => ({
    pk: requirementPartition(framework, id),
    sk: `${run}#${connection}#${collector}`,
  }),
  run: (connection: string, run: string): RegisterKey => ({ pk: runPartition(connection), sk: run }),
  /** The name of a connection that has been synced, which may no longer be configured. */
  connection: (name: string): RegisterKey => ({ pk: CONNECTION_PARTITION, sk: name }),
};

export const CONNECTION_PARTITION = 'CONNECTION';
export const evidencePartition = (connection: string, collector: string) =>
  `EVIDENCE#${connection}#${collector}`;
export const requirementPartition = (framework: string, id: string) => `REQUIREMENT#${framework}#${id}`;
export const runPartition = (connection: string) => `RUN#${connection}`;
