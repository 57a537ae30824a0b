import * as z from 'zod/mini';
import type { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import { AwsUnavailable, SyncNotSealed } from '../domain/errors.ts';
import { aboutConnection } from '../domain/failure.ts';
import { tryAgain } from '../domain/remedy.ts';
import type { StoredEntry } from '../log/append.ts';
import { nextDueBy } from './next-due.ts';
import { originOf, sealAnnotations } from './seal-annotations.ts';
import type { SealPorts } from './seal-ports.ts';
import { SealedLog } from './sealed-log.ts';
import { signLog } from './sign-log.ts';

/** The output of the recording step. */
const SealRequest = z.object({ run: z.string(), connection: z.nullable(z.string()) });

/**
 * Seals a sync: appends it to its connection's log, signs the log, and puts what is signed into the vault. Seals the
 * annotations and runs that were written, but not sealed, first. A repetition seals nothing twice. Throws AwsUnavailable if a later try may
 * succeed, and SyncNotSealed for any other reason.
 */
export function sealSync(ports: SealPorts) {
  return async (request: unknown): Promise<CheckpointSeen | null> => {
    const { connection, run } = SealRequest.parse(request);
    // A sync that names no connection is not recorded, so there is nothing to seal.
    if (connection === null) return null;
    try {
      return await seal(connection, run, ports);
    } catch (error) {
      throw aboutConnection(error instanceof AwsUnavailable ? error : notSealed(error), connection);
    }
  };
}

async function seal(connection: string, run: string, ports: SealPorts): Promise<CheckpointSeen | null> {
  const log = new SealedLog(ports.log(connection));
  const since = await log.openSince();
  const sealed: StoredEntry[] = [];
  const failures: unknown[] = [];
  const seals = [
    async () => await sealAnnotations(connection, since, log, ports),
    ...(await unsealedRuns(connection, run, since, log, ports)).map(
      (unsealed) => async () => await sealRun(connection, unsealed, log, ports),
    ),
  ];
  for (const sealNext of seals) {
    try {
      sealed.push(...(await sealNext()));
    } catch (error) {
      if (error instanceof AwsUnavailable) throw error;
      // A damaged run must not keep the later ones from being sealed.
      failures.push(error);
    }
  }
  const checkpoint = await signLog(connection, log, sealed, ports);
  if (failures.length > 0) throw failures[0];
  return checkpoint;
}

/** Returns the unsealed runs, the oldest first, and the given one, which may have started long before it was recorded. */
async function unsealedRuns(
  connection: string,
  run: string,
  since: string,
  log: SealedLog,
  { runsSince }: SealPorts,
): Promise<string[]> {
  const sealed = await log.runsSince(since);
  const recorded = new Set(await Array.fromAsync(runsSince(connection, since)));
  return [...recorded.add(run)].filter((id) => !sealed.has(id)).toSorted();
}

/** Returns the new entry; an empty list if the run is sealed already, for example by another execution in the meantime. */
async function sealRun(
  connection: string,
  run: string,
  log: SealedLog,
  ports: SealPorts,
): Promise<StoredEntry[]> {
  const { recorded, longestPause, software, clock } = ports;
  const sync = await recorded(connection, run);
  const pause = await longestPause(connection);
  const terms = {
    origin: await originOf(connection, log, ports),
    nextDueBy: pause === undefined ? null : nextDueBy(sync.run.value.startedAt, pause),
    software,
  };
  const stored = await log.seal(sync, terms, () => clock.now());
  return stored ? [stored] : [];
}

function notSealed(cause: unknown): SyncNotSealed {
  const { message } = cause as Error;
  return new SyncNotSealed(`The sync is recorded, but not sealed: ${message}`, {
    cause,
    remedy: (place) =>
      place.local
        ? `${tryAgain(place)}: it seals this sync first.`
        : 'The next sync seals it first. If that fails too, look into the log of the function SealSync, and check that its key and its bucket are as they were deployed.',
  });
}
