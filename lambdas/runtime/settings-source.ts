import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { DEFAULT_SETTINGS, Settings } from '../../lib/domain/settings.ts';
import { askAws } from './aws-fault.ts';

/**
 * Returns a function that reads the settings from their parameter. Reads them again each time, because a deployment may
 * change them while the function stays the same. Without a parameter, returns the defaults. Throws AwsUnavailable if a later
 * try may succeed.
 */
export function settingsSource(client: SSMClient, parameter: string | undefined) {
  return async (): Promise<Settings> => {
    if (parameter === undefined) return DEFAULT_SETTINGS;
    const { Parameter } = await askAws('Systems Manager', () =>
      client.send(new GetParameterCommand({ Name: parameter })),
    );
    return Settings.parse(JSON.parse(Parameter?.Value ?? ''));
  };
}
