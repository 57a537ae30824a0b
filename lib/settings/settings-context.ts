import { contextIn } from '../connections/cdk-json.ts';
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
    frameworks: frameworksIn(contextIn('frameworks', frameworks) ?? DEFAULT_SETTINGS.frameworks, folder),
    thresholds: thresholdsIn(contextIn('thresholds', thresholds) ?? {}),
  };
}
