import type { Period } from '../domain/period.ts';
import { UserError } from '../domain/user-error.ts';
import { checkpointIn, type SignedCheckpoint } from '../log/checkpoint.ts';
import type { LogEntry, SyncEntry } from '../log/entry.ts';
import { PACK_FILE } from './pack-files.ts';
import { isInPeriod } from './pack-period.ts';
import type { RegisterPack } from './register-pack.ts';
import type { FileToWrite } from './write-zip.ts';

/** The register's log has no checkpoint, so a pack of it could prove nothing. */
class NotSealed extends UserError {
  override readonly name = 'NotSealed';
}

/** The sealed part of a pack. */
export interface SealedFiles {
  checkpoint: SignedCheckpoint;
  /** The newest entry that the checkpoint covers. */
  newest: LogEntry | undefined;
  /** The syncs of the period that the checkpoint covers, in the order of the log. */
  syncs: readonly SyncEntry[];
  /** Syncs of the period that only the next checkpoint will cover. The pack leaves them out. */
  later: readonly SyncEntry[];
  /** How many annotations the pack holds. */
  annotations: number;
  files: readonly FileToWrite[];
}

/** Returns what a pack of a period takes over from a register byte for byte. Throws NotSealed if there is no checkpoint. */
export async function sealedFiles(
  register: RegisterPack,
  connection: string,
  period: Period,
): Promise<SealedFiles> {
  const checkpoint = checkpointIn((await register.read(PACK_FILE.checkpoint))?.toString('utf8') ?? '');
  if (!checkpoint)
    throw new NotSealed(
      `The log of the connection ${connection} has no signed checkpoint, so a pack of it would prove nothing`,
      {
        remedy: 'Sync the connection: each sync seals what is not sealed yet.',
      },
    );
  const covered = register.entries.filter(({ index }) => index < checkpoint.size);
  const asked = register.entries.filter(
    (entry) => entry.kind === 'sync' && isInPeriod(entry.startedAt, period),
  ) as SyncEntry[];
  const isCovered = ({ index }: SyncEntry) => index < checkpoint.size;
  const names = (await register.names()).filter((name) => isOfPack(name, checkpoint.size));
  return {
    checkpoint,
    newest: covered.at(-1),
    syncs: asked.filter(isCovered),
    annotations: names.filter((name) => name.startsWith('annotations/')).length,
    later: asked.filter((entry) => !isCovered(entry)),
    files: names
      .toSorted((one, other) => (one < other ? -1 : 1))
      .map((name) => ({ name, read: () => register.read(name) })),
  };
}

/** Whether a file of the register is part of a pack: it is sealed, and the checkpoint covers its entry. */
function isOfPack(name: string, size: number): boolean {
  const { index } = /^(?:log|syncs|annotations)\/(?<index>[^./]+)/.exec(name)?.groups ?? {};
  return index === undefined || (/^\d{12}$/.test(index) && Number(index) < size);
}
