import { CloudFormationClient, DescribeStacksCommand, type Output } from '@aws-sdk/client-cloudformation';
import { Connection } from '../../domain/connection.ts';
import { OUTPUT } from '../../infrastructure/stack-terms.ts';
import { AwsRefusal } from './aws-refusal.ts';
import { type AwsPlace, clientConfig } from './client-config.ts';

/** The parts of a deployed stack that commands use. */
interface DeployedStack {
  name: string;
  region: string;
  stateMachineArn: string;
  registerTable: string;
  /** The bucket of the vault, and the ARN of the key that signs the logs. Stacks of earlier versions have neither. */
  vaultBucket: string | undefined;
  signingKeyArn: string | undefined;
  /** The parameter that holds the settings; undefined if they are the defaults. */
  settingsParameter: string | undefined;
  /** The function that seals. Stacks of earlier versions do not name it. */
  sealFunction: string | undefined;
  /** The function that signs in. Stacks of earlier versions do not name it. */
  signInFunction: string | undefined;
  connections: Connection[];
}

/**
 * Finds the stack's parts by its outputs. Throws AwsRefusal if the stack does not exist, or lacks the outputs of this
 * version.
 */
export async function findStack(name: string, place: AwsPlace): Promise<DeployedStack> {
  const client = new CloudFormationClient(clientConfig(place));
  try {
    const region = await client.config.region();
    const outputs = await outputsOf(client, name, region);
    const value = (key: string) => outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    const [stateMachineArn, registerTable] = [value(OUTPUT.stateMachine), value(OUTPUT.registerTable)];
    const connections = outputs.flatMap(connectionIn);
    const readable = connections.length > 0 && connections.every((connection) => connection !== undefined);
    if (!stateMachineArn || !registerTable || !readable) {
      throw new AwsRefusal(
        `The stack ${name} in ${region} lacks the outputs of this version of m365-evidence`,
        { remedy: 'Deploy it again (npx cdk deploy), or name another stack with --stack.' },
      );
    }
    const [vaultBucket, signingKeyArn] = [value(OUTPUT.vaultBucket), value(OUTPUT.signingKey)];
    return {
      name,
      region,
      stateMachineArn,
      registerTable,
      vaultBucket,
      signingKeyArn,
      settingsParameter: value(OUTPUT.settings),
      sealFunction: value(OUTPUT.sealFunction),
      signInFunction: value(OUTPUT.signInFunction),
      connections,
    };
  } finally {
    client.destroy();
  }
}

/**
 * Returns the stack's outputs. Throws AwsRefusal if it does not exist, which CloudFormation reports as a
 * ValidationError.
 */
async function outputsOf(client: CloudFormationClient, name: string, region: string): Promise<Output[]> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0]?.Outputs ?? [];
  } catch (error) {
    const { name: kind, message } = error as Error;
    if (kind !== 'ValidationError' || !message.includes('does not exist')) throw error;
    throw new AwsRefusal(`There is no stack named ${name} in ${region}`, {
      remedy:
        'Deploy it (npx cdk deploy), or name the right stack with --stack and --region. To stay on this machine, add --local.',
      cause: error,
    });
  }
}

/**
 * Returns the connection that an output describes; [undefined] if this version cannot read it; [] for other outputs.
 */
function connectionIn({ OutputKey = '', OutputValue = '' }: Output): (Connection | undefined)[] {
  if (!OutputKey.startsWith(OUTPUT.connection)) return [];
  try {
    const connection = Connection.parse(JSON.parse(OutputValue));
    // Each connection of a stack has a secret or shares an app; an output without both is of another version.
    return [connection.secret === undefined && !connection.app ? undefined : connection];
  } catch {
    return [undefined];
  }
}
