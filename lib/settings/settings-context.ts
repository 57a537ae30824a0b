import { UnusableContext } from '../connections/unusable-context.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import { frameworksIn } from './frameworks-context.ts';
import { thresholdsIn } from './thresholds-context.ts';

/** The keys of the context in `cdk.json` that apply to all connections. Their values are unchecked. */
interface SettingsContext {
  frameworks?: unknown;
  thresholds?: unknown;
}

/**
 * Returns the settings of a context. A file in `frameworks` is relative to the folder. Throws UnusableContext, which names
 * the key or the file, and what to write.
 */
export function settingsIn({ frameworks, thresholds }: SettingsContext, folder: string): Settings {
  return {
    frameworks: frameworksIn(parsed('frameworks', frameworks) ?? DEFAULT_SETTINGS.frameworks, folder),
    thresholds: thresholdsIn(parsed('thresholds', thresholds) ?? {}),
  };
}

/** Returns the context's value, parsed if it is text: `--context` passes JSON as text. */
export function parsed(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new UnusableContext(`The context "${key}" is not JSON`, { remedy: 'Write it as in cdk.json.' });
  }
}
