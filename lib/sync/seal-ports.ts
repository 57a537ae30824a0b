import type { Annotation } from '../domain/annotation.ts';
import type { Clock } from '../domain/clock.ts';
import type { RecordedDocument, RecordedSync } from '../domain/recorded-sync.ts';
import type { SandboxName } from '../domain/sandbox.ts';
import type { LogStore } from '../log/append.ts';
import type { CheckpointStore } from '../log/checkpoint.ts';
import type { Signer } from '../log/signer.ts';
import type { Vault } from '../vault/vault.ts';

/** What sealing needs from its surroundings: the register, the key, the vault and the schedules. */
export interface SealPorts {
  log: (connection: string) => LogStore;
  checkpoints: (connection: string) => CheckpointStore;
  /** Returns the ids of the recorded runs that started at or after a time, the oldest first. */
  runsSince: (connection: string, since: string) => AsyncIterable<string>;
  /** Returns a recorded sync. Rejects if its run or a part of its evidence is not in the register. */
  recorded: (connection: string, run: string) => Promise<RecordedSync>;
  /** Returns the readable annotations of a connection, those written a moment before too. */
  annotations: (connection: string) => Promise<RecordedDocument<Annotation>[]>;
  /** Writes an annotation if its id is free. Returns false if the register has it already. */
  putAnnotation: (annotation: Annotation) => Promise<boolean>;
  /** Returns the log's name: `m365-evidence/<account>/<region>/<stack>/<connection>`. */
  origin: (connection: string) => string;
  /** Returns the longest pause of the connection's schedule, in milliseconds; undefined if nothing is scheduled. */
  longestPause: (connection: string) => Promise<number | undefined>;
  signer: Signer;
  vault: Pick<Vault, 'put'>;
  clock: Pick<Clock, 'now'>;
  /** The product's name, version and, if known, commit. */
  software: string;
  /** Whether each sync is signed, or the first of each day (UTC). */
  checkpointEvery: 'sync' | 'day';
  /** The sandbox tenant's name, which marks annotations; undefined for a real tenant. */
  sandbox?: SandboxName | undefined;
}
