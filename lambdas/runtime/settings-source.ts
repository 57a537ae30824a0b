import { DEFAULT_SETTINGS, Settings } from '../../lib/domain/settings.ts';
import { parameterReader } from './parameter-reader.ts';
import type { SigningPorts } from './signed-request.ts';

interface SettingsPlace {
  SSM_URL?: string | undefined;
  SETTINGS_PARAMETER?: string | undefined;
}

/**
 * Returns a function that reads the settings from their parameter. Without a parameter, it returns the defaults. Throws
 * AwsUnavailable if a later try may succeed.
 */
export function settingsSource(
  { SSM_URL: url, SETTINGS_PARAMETER: parameter }: SettingsPlace,
  ports: SigningPorts,
): () => Promise<Settings> {
  if (url === undefined || parameter === undefined) return async () => DEFAULT_SETTINGS;
  const read = parameterReader(url, ports);
  return async () => Settings.parse(JSON.parse(await read(parameter)));
}
