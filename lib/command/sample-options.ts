import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SampleRequest } from '../audit/sample.ts';
import { WrongUsage } from '../domain/user-error.ts';
import type { ReportReader } from '../export/html/report-reader.ts';
import { wholeNumber } from './shared-options.ts';

/** The options that ask for a sample, as typed. */
export interface SampleOptions {
  sample?: number;
  seed?: string;
  for?: ReportReader;
}

/** Adds `--sample` and `--seed`. */
export function addSampleOptions(command: Command): Command {
  return command
    .option(
      '--sample <number>',
      'list this number of due syncs of each connection, chosen by --seed',
      wholeNumber,
    )
    .addOption(
      new Option('--seed <text>', 'the text that decides which syncs --sample chooses').argParser(seedText),
    );
}

/**
 * Returns the typed sample; undefined if no sample is asked for. Throws WrongUsage if one of the two options is missing, or if
 * the report has no part that lists the sample.
 */
export function sampleRequest({ sample: size, seed, for: reader }: SampleOptions): SampleRequest | undefined {
  if (size === undefined && seed === undefined) return undefined;
  if (reader === 'engineer') {
    throw new WrongUsage('--sample is listed in the part for the auditor, which --for engineer leaves out', {
      remedy: 'Write --for auditor, or leave out --for.',
    });
  }
  if (size === undefined) {
    throw new WrongUsage('--seed chooses a sample, and --sample is missing', {
      remedy: 'Add the size of the sample: --sample 25.',
    });
  }
  if (seed === undefined) {
    throw new WrongUsage('--sample needs a seed, so that the sample can be repeated', {
      remedy: 'Ask the auditor for a text of their choice, and add it: --seed 2026Q4.',
    });
  }
  return { size, seed };
}

/** A seed that a person can type into a shell without quotes. */
function seedText(typed: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(typed)) return typed;
  throw new InvalidArgumentError('Write 1 to 64 letters, digits, dots, dashes, colons and underscores.');
}
