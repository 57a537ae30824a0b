import type { SealOf } from '../audit/seal.ts';
import type { Deployment } from '../deployment/deployment.ts';
import type { Period } from '../domain/period.ts';
import { evidenceCsv } from '../export/evidence-csv.ts';
import { readReport } from '../export/html/read-report.ts';
import { renderReport } from '../export/html/render-report.ts';
import { seenCheckpoint } from '../log/checkpoint.ts';
import { PACK_FILE } from '../pack/pack-files.ts';
import type { PackedEvidence } from '../pack/packed-evidence.ts';
import type { RegisterPack } from '../pack/register-pack.ts';
import type { SealedFiles } from '../pack/sealed-files.ts';
import type { PackViews } from '../pack/written-pack.ts';
import { listedNotes } from '../settings/report-notes.ts';
import { findingText } from '../verify/finding.ts';
import { verify } from '../verify/verify.ts';
import { type OpenedRegister, reportedConnection } from './opened-register.ts';
import { oscalText } from './oscal-text.ts';
import { packOrigin } from './report-origin.ts';

interface ViewedPack {
  register: OpenedRegister;
  deployment: Pick<Deployment, 'registerOf' | 'fictional' | 'settings' | 'aws'>;
  connection: string;
  range: Period;
  /** The register that the pack is made of. */
  sealed: RegisterPack;
  /** Its documents of these days, both included. */
  period: Period;
  contents: SealedFiles;
  /** The documents of the pack, once they are written. */
  evidence: PackedEvidence;
}

/**
 * Returns the report and the exports of a pack. The report is as of the newest entry of the log, and not as of now, so that
 * a pack that is written again is the same.
 */
export function packViews(pack: ViewedPack): PackViews {
  const { register, deployment, connection, range, contents, evidence } = pack;
  return {
    async report() {
      const { reader, damaged, chosen } = register;
      const { registerOf: source, fictional } = deployment;
      const terms = { settings: await deployment.settings(), notes: listedNotes() };
      const connections = chosen.map(reportedConnection);
      const now = Date.parse(contents.newest?.sealedAt ?? '');
      const sealOf: SealOf = async () => ({
        checkpoint: seenCheckpoint(contents.checkpoint),
        findings: await findingsIn(pack, now),
      });
      const numbersOf = async () => new Map(contents.syncs.map(({ run, index }) => [run, index]));
      return await renderReport(
        await readReport({
          ...{ reader, damaged, connections, sealOf, numbersOf, now, ...range, source, fictional },
          written: packOrigin(deployment),
          ...terms,
        }),
      );
    },
    csv: async () =>
      evidenceCsv(
        evidence
          .syncs()
          .flatMap((sync) => sync.evidence)
          .toReversed(),
      ),
    async oscal() {
      const syncs = evidence.syncs();
      const indexes = new Map(syncs.map(({ entry, run }) => [run.id, entry.index]));
      const written = await register.reader.annotations(connection);
      return oscalText(syncs, await deployment.settings(), {
        connection,
        annotations: written.filter(({ index }) => index !== null && index < contents.checkpoint.size),
        fileOf: ({ id }, collector) => PACK_FILE.evidence(indexes.get(id) ?? 0, collector),
      });
    },
  };
}

/** Verifies what the pack is made of. Syncs after the checkpoint are unsigned, but the pack leaves them out. */
async function findingsIn({ sealed, period }: ViewedPack, now: number): Promise<string[]> {
  const { findings } = await verify(sealed, { ...period, now: new Date(now).toISOString() });
  return findings.filter(({ kind }) => kind !== 'unsigned').map(findingText);
}
