import type { Annotation } from '../domain/annotation.ts';
import { putAnnotation, storedAnnotations } from './annotations.ts';
import { recordedSync, runsSince } from './recorded-syncs.ts';
import type { RegisterTable } from './register-client.ts';
import { registerCheckpoints, registerLog } from './register-log.ts';

/** Returns what sealing needs of a register: its logs and checkpoints by connection, and the syncs and annotations to seal. */
export function registerSealing(table: RegisterTable) {
  return {
    log: (connection: string) => registerLog(table, connection),
    checkpoints: (connection: string) => registerCheckpoints(table, connection),
    runsSince: (connection: string, since: string) => runsSince(table, connection, since),
    annotations: (connection: string) => storedAnnotations(table, connection),
    putAnnotation: (annotation: Annotation) => putAnnotation(table, annotation),
    recorded: (connection: string, run: string) => recordedSync(table, connection, run),
  };
}
