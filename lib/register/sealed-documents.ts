import type { RegisterTable } from './register-client.ts';
import { itemsOf } from './register-items.ts';
import { annotationPartition, evidencePartition, registerKeys, runPartition } from './register-keys.ts';
import { registerCheckpoints } from './register-log.ts';
import { entryTexts, textsAt } from './stored-texts.ts';

/** A run; with a collector, its evidence in the run. */
interface DocumentName {
  run: string;
  collector?: string;
}

/**
 * Reads one connection's log and documents as they are stored, for verification: checks and rejects nothing, so that
 * altered items are read too. `collectors` are the ids of all collectors that may have stored evidence.
 */
export function sealedDocuments(table: RegisterTable, connection: string, collectors: readonly string[]) {
  return {
    async *entries() {
      for await (const { sk, text } of entryTexts(table, connection)) yield { number: sk, text };
    },
    checkpoint: () => registerCheckpoints(table, connection).newest(),
    async *documentNames(since: string | undefined): AsyncGenerator<DocumentName> {
      const reading = { ...(since !== undefined && { from: since }), consistent: true, keysOnly: true };
      for await (const { sk } of itemsOf(table, runPartition(connection), reading))
        yield { run: String(sk?.S) };
      for (const collector of collectors) {
        for await (const { sk } of itemsOf(table, evidencePartition(connection, collector), reading))
          yield { run: String(sk?.S), collector };
      }
    },
    async *annotations() {
      const reading = { consistent: true };
      for await (const { sk, document } of itemsOf(table, annotationPartition(connection), reading))
        yield { id: String(sk?.S), text: document?.S ?? '' };
    },
    documents: (names: readonly DocumentName[]) =>
      textsAt(
        table,
        names.map(({ run, collector }) =>
          collector === undefined
            ? registerKeys.run(connection, run)
            : registerKeys.evidence(connection, collector, run),
        ),
      ),
  };
}
