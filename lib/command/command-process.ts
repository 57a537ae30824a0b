import { EXIT, UserError } from '../domain/user-error.ts';
import { printError } from './print-error.ts';
import { main } from './program.ts';

/** Milliseconds that a reader of standard error has to read the last lines. */
const LAST_LINES = 1_000;

/** Standard output cannot be written, for example because it is a file on a full disk. */
class OutputRefused extends UserError {
  override readonly name = 'OutputRefused';
}

/** Runs the command line in this process. Handles its signals, the errors of its streams, and uncaught exceptions. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const interrupted = new AbortController();
  // A second signal of the same kind ends the process at once.
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // The reader may stop, as `| head` does: the command still completes.
    if (code === 'EPIPE') return;
    fail(
      new OutputRefused(
        `Standard output cannot be written (${message}). What was recorded or stored is kept`,
        {
          remedy: 'Free some space, or send the output somewhere else, and run the command again.',
        },
      ),
    );
  });
  // A sync must not fail because its progress and warnings cannot be written.
  process.stderr.on('error', () => {});
  process.on('uncaughtException', fail);
  process.exitCode = await main(args, interrupted.signal);
  // A pending operation of the command would keep the process alive.
  if (interrupted.signal.aborted) process.exit();
  await endWithoutReader(process.stderr);
}

/** Ends the process even if a reader stops reading without closing the pipe, which would keep the process alive for ever. */
async function endWithoutReader(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0) return;
  await new Promise<unknown>((resolve) => process.stdout.write('', resolve));
  setTimeout(() => process.exit(), LAST_LINES).unref();
}

function fail(error: unknown): never {
  const local = process.argv.some((argument) => /^--(local|sandbox)\b/.test(argument));
  printError(error, { trace: process.argv.includes('--trace'), place: { command: 'sync', local } });
  process.exit(EXIT.failure);
}
