/** The register's one table: partition key `pk`, sort key `sk`. Every key is deterministic, so a repeated write finds its own. */
export interface RegisterKey {
  pk: string;
  sk: string;
}

/**
 * The four kinds of item. Sort keys start with the run's id, which starts with its time: newest first is
 * descending order.
 */
export const registerKeys = {
  /** One collector's evidence: its history is one partition. */
  evidence: (connection: string, collector: string, run: string): RegisterKey => ({
    pk: evidencePartition(connection, collector),
    sk: run,
  }),
  /** Points from a requirement to an evidence item, so that the item itself is stored once. */
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
  /** Says that there are syncs of a connection: it may no longer be configured. */
  connection: (name: string): RegisterKey => ({ pk: CONNECTION_PARTITION, sk: name }),
};

export const CONNECTION_PARTITION = 'CONNECTION';
export const evidencePartition = (connection: string, collector: string) =>
  `EVIDENCE#${connection}#${collector}`;
export const requirementPartition = (framework: string, id: string) => `REQUIREMENT#${framework}#${id}`;
export const runPartition = (connection: string) => `RUN#${connection}`;
