import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError, WrongUsage } from '../domain/user-error.ts';
import { INSTALLED, PROJECT } from '../installation/project.ts';
import { UnusableContext } from './unusable-context.ts';

type Context = Readonly<Record<string, unknown>>;

/**
 * Returns what `read` makes of the context in `cdk.json` and of the file's folder. The file is the project's in a checkout,
 * and the working folder's in an installed package. Without the file, the context is empty. Throws WrongUsage if the file
 * is invalid, or if `read` throws.
 */
export function fromCdkJson<T>(read: (context: Context, folder: string) => T): T {
  const file = join(INSTALLED ? process.cwd() : PROJECT, 'cdk.json');
  try {
    return read(existsSync(file) ? contextOf(readFileSync(file, 'utf8')) : {}, dirname(file));
  } catch (error) {
    throw new WrongUsage(`cdk.json cannot be used. ${(error as Error).message}`, {
      remedy: error instanceof UserError ? error.remedy : 'Correct the file.',
    });
  }
}

/** Returns the context in the text of `cdk.json`. Ignores a byte order mark, which editors of Windows write, as the CDK does. */
export function contextOf(text: string): Context {
  const settings = JSON.parse(text.replace(/^\uFEFF/, '')) as { context?: Context | null } | null;
  return settings?.context ?? {};
}

/** Returns the value of a context key. It is JSON if it is text, because `--context` passes text. Throws UnusableContext. */
export function contextIn(key: string, context: unknown): unknown {
  if (typeof context !== 'string') return context;
  try {
    return JSON.parse(context);
  } catch {
    throw new UnusableContext(`The context "${key}" is not JSON`, { remedy: 'Write it as in cdk.json.' });
  }
}
