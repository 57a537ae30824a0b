import { EXIT } from './exit-status.ts';
import { main } from './program.ts';
import { sayWhatIsWrong } from './what-is-wrong.ts';

/** Runs the command line as this process: its signals, its streams, and whatever nobody caught. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const brokenOff = new AbortController();
  // The second signal of a kind ends the process at once.
  process.once('SIGINT', () => brokenOff.abort());
  process.once('SIGTERM', () => brokenOff.abort());
  // Whoever reads the output may stop reading, as `| head` does: the command goes on to its end all the same.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') fail(error);
    });
  }
  process.on('uncaughtException', fail);
  process.exitCode = await main(args, brokenOff.signal);
  // What a command was waiting for must not keep it.
  if (brokenOff.signal.aborted) process.exit();
}

function fail(error: unknown): never {
  const local = process.argv.some((argument) => /^--(local|sandbox)\b/.test(argument));
  sayWhatIsWrong(error, { trace: process.argv.includes('--trace'), local });
  process.exit(EXIT.notWell);
}
