import type { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import { checkpointIn, seenCheckpoint } from '../log/checkpoint.ts';
import type { RegisterTable } from './register-client.ts';
import { registerCheckpoints } from './register-log.ts';

/** Returns the newest checkpoint of a connection's log, without checking it; null if nothing is sealed yet. */
export async function newestCheckpoint(
  table: RegisterTable,
  connection: string,
): Promise<CheckpointSeen | null> {
  const note = await registerCheckpoints(table, connection).newest();
  const signed = checkpointIn(note ?? '');
  return signed ? seenCheckpoint(signed) : null;
}
