import { GetParameterCommand, SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { DEFAULT_SETTINGS, Settings } from '../../domain/settings.ts';
import { AwsRefusal } from './aws-refusal.ts';

/**
 * Reads a stack's settings from their parameter. Returns the defaults if the stack has no parameter for them: its settings are the
 * defaults, or it is of an earlier version. Throws AwsRefusal if the settings are not in the form of this version.
 */
export async function stackSettings(
  { name, settingsParameter }: { name: string; settingsParameter: string | undefined },
  config: SSMClientConfig,
): Promise<Settings> {
  if (settingsParameter === undefined) return DEFAULT_SETTINGS;
  const client = new SSMClient(config);
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: settingsParameter }));
    return settingsIn(Parameter?.Value, { name, settingsParameter });
  } finally {
    client.destroy();
  }
}

function settingsIn(text: string | undefined, place: { name: string; settingsParameter: string }): Settings {
  try {
    return Settings.parse(JSON.parse(text ?? ''));
  } catch (cause) {
    throw new AwsRefusal(
      `The settings of the stack ${place.name}, in the parameter ${place.settingsParameter}, are not in the form of this version of m365-evidence`,
      { remedy: 'Deploy the stack again (npx cdk deploy).', cause },
    );
  }
}
