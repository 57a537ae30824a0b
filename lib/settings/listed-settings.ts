import { fromCdkJson } from '../connections/cdk-json.ts';
import type { Settings } from '../domain/settings.ts';
import { settingsIn } from './settings-context.ts';

/** Returns the settings in `cdk.json`; the defaults without the file. Throws WrongUsage if it is invalid. */
export function listedSettings(): Settings {
  return fromCdkJson(settingsIn);
}
