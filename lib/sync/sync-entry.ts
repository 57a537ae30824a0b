import type { Evidence } from '../domain/evidence.ts';
import type { RecordedDocument, RecordedSync } from '../domain/recorded-sync.ts';
import type { RunOutcome } from '../domain/sync-run.ts';
import { sha256Of } from '../log/document.ts';
import type { SyncEntry } from '../log/entry.ts';

/** The part of an entry that does not come from the documents. */
type Place = Pick<SyncEntry, 'index' | 'sealedAt' | 'origin' | 'nextDueBy' | 'software'>;

/** Returns the entry that seals a run: codes, hashes and times only. */
export function syncEntry({ run: { text, value: run }, evidence }: RecordedSync, place: Place): SyncEntry {
  const { id, connection, tenantId, startedAt, endedAt, status, trigger = 'manual', outcomes } = run;
  return {
    v: 1,
    kind: 'sync',
    ...place,
    run: id,
    connection,
    tenantId,
    trigger,
    startedAt,
    endedAt,
    status,
    runSha256: sha256Of(text),
    outcomes: outcomes.map(sealedOutcome),
    evidence: evidence.map(sealedEvidence),
  };
}

function sealedOutcome(outcome: RunOutcome): SyncEntry['outcomes'][number] {
  const { collector } = outcome;
  switch (outcome.outcome) {
    case 'collected':
      return { collector, outcome: 'collected', complete: outcome.complete ?? true };
    case 'skipped':
      return { collector, outcome: 'skipped', reason: outcome.reason };
    case 'failed':
      return { collector, outcome: 'failed', error: outcome.error.name };
  }
}

function sealedEvidence({ text, value }: RecordedDocument<Evidence>): SyncEntry['evidence'][number] {
  const { collector, provenance } = value;
  const { sha256, answers, answersOmitted, answersKept = false } = provenance;
  return {
    collector,
    sha256: sha256Of(text),
    answers: { count: answers.length + answersOmitted, sha256, kept: answersKept },
  };
}
