import { counted } from '../domain/figure-text.ts';
import type { Period } from '../domain/period.ts';
import { EXIT } from '../domain/user-error.ts';
import { softwareName } from '../installation/software.ts';
import type { Manifest } from '../pack/pack-files.ts';
import { includedPeriod } from '../pack/pack-period.ts';
import { PackedEvidence } from '../pack/packed-evidence.ts';
import { registerPack } from '../pack/register-pack.ts';
import { type SealedFiles, sealedFiles } from '../pack/sealed-files.ts';
import { packFilesToWrite } from '../pack/written-pack.ts';
import type { CommandContext } from './command-definition.ts';
import { onlyConnection, openForReading } from './opened-register.ts';
import { nothingFound } from './output/empty-register.ts';
import { packSummary, packTotals, showProgress } from './output/pack-text.ts';
import { packName, writePack } from './pack-file.ts';
import { packViews } from './pack-views.ts';
import { openDeployment, type PlaceOptions } from './place-options.ts';
import { type TypedRange, timeRange } from './time-range.ts';

interface PackOptions extends PlaceOptions, TypedRange {
  connection?: string;
  output?: string;
}

/** Writes a pack, and prints its path. Returns the exit status. */
export async function pack(
  _: unknown,
  options: PackOptions,
  { output, clock }: CommandContext,
): Promise<number> {
  const now = clock.now();
  const range = timeRange(options, now);
  await using deployment = await openDeployment(options, output, { reading: true });
  const register = await openForReading(
    deployment,
    options.connection === undefined ? undefined : [options.connection],
  );
  const connection = onlyConnection(register);
  const period = includedPeriod(range);
  const sealed = await registerPack(await deployment.sealed(connection), period);
  const contents = sealed.entries.length === 0 ? undefined : await sealedFiles(sealed, connection, period);
  if (!contents || contents.syncs.length === 0) {
    output.problem(await nothingFound({ what: 'sync', allowEmpty: true }, deployment, register));
    return EXIT.failure;
  }
  const manifest = manifestOf(
    contents,
    connection,
    period,
    sealed.keys.map(({ id }) => id),
    now,
  );
  const evidence = new PackedEvidence(contents.syncs);
  const files = packFilesToWrite(
    manifest,
    contents.files.map((file) => evidence.noting(file)),
    packViews({ register, deployment, connection, range, sealed, period, contents, evidence }),
  );
  const progress = showProgress(files, output.progress());
  const file = await writePack(progress.files, options.output, packName(manifest));
  progress.done();
  output.result(output.quiet ? `${file.path}\n` : packSummary(file, manifest, packTotals(contents)));
  if (contents.later.length > 0)
    output.problem(
      `${counted(contents.later.length, 'sync')} of the period is not in the pack: the next checkpoint will cover it.\n`,
    );
  return EXIT.success;
}

function manifestOf(
  { checkpoint: { origin, size, root }, syncs, newest }: SealedFiles,
  connection: string,
  { from, to }: Period,
  keyIds: string[],
  now: number,
): Manifest {
  return {
    connection,
    origin,
    from: from ?? syncs[0]?.startedAt.slice(0, 10) ?? '',
    // Not now, so that a pack that is written again is the same.
    to: to ?? newest?.sealedAt.slice(0, 10) ?? '',
    writtenAt: new Date(now).toISOString(),
    software: softwareName(),
    size,
    root: root.toString('base64'),
    keyIds,
  };
}
