import * as z from 'zod/mini';
import { CheckpointSeen } from '../domain/checkpoint-seen.ts';
import { ErrorName } from '../domain/errors.ts';
import { Caught, decodeCaught } from '../domain/failure.ts';
import type { Figure } from '../domain/figure.ts';
import { METRIC, type Measurement, type Meter } from '../domain/measurement.ts';
import { sentence } from '../domain/plain-text.ts';
import { rejectionOf } from '../domain/rejection.ts';
import type { ChangeTerms } from '../domain/sync-changes.ts';
import { type SyncEndedEvent, syncEndedEvent } from '../domain/sync-ended-event.ts';
import type { SyncReview } from '../domain/sync-review.ts';
import type { SyncRun } from '../domain/sync-run.ts';

/** The result of sealing: the newest checkpoint, or the error that the workflow caught. */
const Seal = z.union([z.object({ checkpoint: z.nullable(CheckpointSeen) }), Caught]);

/** The output of the recording step, and the result of sealing. */
const AnnounceRequest = z.object({ run: z.string(), connection: z.nullable(z.string()), seal: Seal });

/** The result of announcing: why the sync could not be sealed, for the end of the execution. Null if it is sealed. */
interface Announced {
  notSealed: { error: ErrorName; cause: string } | null;
}

interface AnnouncePorts extends Omit<ChangeTerms, 'settings'> {
  /** Returns the recorded sync; undefined if it is not in the register. */
  run: (connection: string, id: string) => Promise<SyncRun | undefined>;
  review: (run: SyncRun) => Promise<SyncReview>;
  settings: () => Promise<ChangeTerms['settings']>;
  /** Publishes the event. Rejects if the receiver refuses it. */
  publish: (event: SyncEndedEvent, execution: string) => Promise<void>;
  meter: Meter;
}

/** Publishes the end of a sync, even if it is not sealed: an event, and metrics of its outcomes and figures. */
export function announceSync(ports: AnnouncePorts) {
  return async (request: unknown): Promise<Announced> => {
    const { run: id, connection, seal } = AnnounceRequest.parse(request);
    // A sync that names no connection is not recorded, so there is nothing to announce.
    if (connection === null) return { notSealed: null };
    const run = await ports.run(connection, id);
    if (!run) throw new Error(`The sync ${id} of ${connection} is not in the register`);
    const checkpoint = 'checkpoint' in seal ? seal.checkpoint : null;
    const terms = { ...ports, settings: await ports.settings() };
    const event = syncEndedEvent(await ports.review(run), terms, checkpoint);
    await ports.publish(event, run.execution);
    measure(event, ports);
    if ('checkpoint' in seal) return { notSealed: null };
    ports.meter({ connection }, [once(METRIC.notSealed)]);
    ports.meter({}, [once(METRIC.notSealed)]);
    const { message, remedy } = decodeCaught(seal);
    return { notSealed: { error: ErrorName.syncNotSealed, cause: `${sentence(message)} ${remedy}` } };
  };
}

function measure(event: SyncEndedEvent, { figuresOf, meter }: AnnouncePorts): void {
  const { connection, status, outcomes, figures, error } = event;
  if (error) measureRejection(connection, error, meter);
  else meter({ connection }, [once(METRIC[status])]);
  for (const { collector, outcome } of outcomes) {
    const values = figureMeasurements(figuresOf(collector), figures[collector] ?? {});
    meter({ connection, collector }, [once(METRIC[outcome]), ...values]);
  }
}

/** Does not measure a refused redrive, because the person who started it sees the execution fail. */
function measureRejection(connection: string, error: { name: string }, meter: Meter): void {
  const { kind } = rejectionOf(error);
  if (kind === 'sign-in') meter({ connection }, [once(METRIC.rejected)]);
  if (kind !== 'aws') return;
  meter({ connection }, [once(METRIC.stoppedByAws)]);
  meter({}, [once(METRIC.stoppedByAws)]);
}

/** Leaves out figures that were not read. */
function figureMeasurements(
  figures: readonly Figure[],
  values: Record<string, number | null>,
): Measurement[] {
  return figures.flatMap(({ fact, unit, metric }) => {
    const value = values[fact];
    return typeof value === 'number' ? [{ metric, value, unit: unit === '%' ? 'Percent' : 'Count' }] : [];
  });
}

function once(metric: string): Measurement {
  return { metric, unit: 'Count', value: 1 };
}
