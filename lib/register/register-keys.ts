import { twelveDigits } from '../log/place.ts';

/** A key of the register's table: partition key `pk`, sort key `sk`. Keys are deterministic, so a repeated write finds its own item. */
export interface RegisterKey {
  pk: string;
  sk: string;
}

/**
 * The keys of each kind of item. The sort keys of evidence and runs start with the run's id, which starts with its time,
 * and those of the log with a number of twelve digits, so descending order is newest first.
 */
export const registerKeys = {
  /** Evidence. One partition holds the history of one collector. */
  evidence: (connection: string, collector: string, run: string): RegisterKey => ({
    pk: evidencePartition(connection, collector),
    sk: run,
  }),
  run: (connection: string, run: string): RegisterKey => ({ pk: runPartition(connection), sk: run }),
  /** The name of a connection whose log has begun, which may no longer be configured. */
  logName: (connection: string): RegisterKey => ({ pk: LOG_NAMES, sk: connection }),
  entry: (connection: string, index: number): RegisterKey => ({
    pk: logPartition(connection),
    sk: twelveDigits(index),
  }),
  checkpoint: (connection: string, size: number): RegisterKey => ({
    pk: checkpointPartition(connection),
    sk: twelveDigits(size),
  }),
  /** What a person wrote about a gap or a fact. */
  annotation: (connection: string, id: string): RegisterKey => ({
    pk: annotationPartition(connection),
    sk: id,
  }),
};

export const LOG_NAMES = 'LOG';
export const evidencePartition = (connection: string, collector: string) =>
  `EVIDENCE#${connection}#${collector}`;
export const runPartition = (connection: string) => `RUN#${connection}`;
export const logPartition = (connection: string) => `LOG#${connection}`;
export const checkpointPartition = (connection: string) => `CHECKPOINT#${connection}`;
export const annotationPartition = (connection: string) => `ANNOTATION#${connection}`;
