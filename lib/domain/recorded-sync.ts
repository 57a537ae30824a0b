import type { Evidence } from './evidence.ts';
import type { SyncRun } from './sync-run.ts';

/** A document of the register, as it is stored and as it is read. */
export interface RecordedDocument<Value> {
  /** Canonical JSON; its bytes are what the log hashes. */
  text: string;
  value: Value;
}

/** A sync as the register holds it. */
export interface RecordedSync {
  run: RecordedDocument<SyncRun>;
  evidence: readonly RecordedDocument<Evidence>[];
}
