import { EXIT, WrongUsage } from '../domain/user-error.ts';
import { openPack } from '../pack/opened-pack.ts';
import { includedPeriod } from '../pack/pack-period.ts';
import { PackDamaged } from '../pack/zip-files.ts';
import { damagedVerdict, type Verdict, type VerifyOptions, verify } from '../verify/verify.ts';
import type { CommandContext } from './command-definition.ts';
import { verdictText } from './output/verdict-text.ts';
import type { PlaceOptions } from './place-options.ts';
import { type TypedRange, timeRange } from './time-range.ts';
import { earlierCheckpoint, trustedKey } from './verify-inputs.ts';

interface VerifyActionOptions extends PlaceOptions, TypedRange {
  key?: string;
  checkpoint?: string;
  connection?: string;
  replay?: true;
  json?: true;
}

/** Verifies a pack or a register, and prints the verdict. Returns the exit status. */
export async function verifyEvidence(
  pack: string | undefined,
  options: VerifyActionOptions,
  { output, clock }: CommandContext,
): Promise<number> {
  const now = clock.now();
  const asked: VerifyOptions = {
    key: options.key === undefined ? undefined : await trustedKey(options.key),
    earlier: options.checkpoint === undefined ? undefined : await earlierCheckpoint(options.checkpoint),
    ...includedPeriod(timeRange(options, now)),
    now: new Date(now).toISOString(),
    replay: options.replay,
  };
  const verdict =
    pack === undefined
      ? await (await import('./verify-register.ts')).verifyRegister(options, asked, output)
      : await verifyPack(pack, options, asked);
  if (!verdict) return EXIT.failure;
  // Other tools read these fields, and annotations are not among them.
  const { annotations: _, ...document } = verdict;
  output.result(
    options.json ? `${JSON.stringify(document, null, 2)}\n` : verdictText(verdict, { notes: !output.quiet }),
  );
  return verdict.intact ? EXIT.success : EXIT.failure;
}

async function verifyPack(
  path: string,
  options: VerifyActionOptions,
  asked: VerifyOptions,
): Promise<Verdict> {
  const { local, stack, connection } = options;
  if (local || stack !== undefined || connection !== undefined)
    throw new WrongUsage('A pack is verified by itself', {
      remedy: 'Name either the pack, or the register with --local, --stack and --connection.',
    });
  try {
    const pack = await openPack(path);
    try {
      return await verify(pack, asked);
    } finally {
      await pack.close();
    }
  } catch (error) {
    if (error instanceof PackDamaged) return damagedVerdict(path, error);
    throw error;
  }
}
