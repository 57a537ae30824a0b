import { CloudFormationClient, DescribeStacksCommand, type Output } from '@aws-sdk/client-cloudformation';
import { DeployedConnection } from '../../lambdas/domain/connection.ts';
import { OUTPUT } from '../cloud/stack-terms.ts';
import { AwsRefusal } from './aws-refusal.ts';
import { type AwsPlace, clientConfig } from './client-config.ts';

/** The parts of a deployed stack that are worked with from outside. */
export interface DeployedStack {
  name: string;
  region: string;
  stateMachineArn: string;
  registerTable: string;
  connections: DeployedConnection[];
}

/** Finds the stack's parts by its outputs. Throws AwsRefusal where there is no such stack, or it is another's. */
export async function findStack(name: string, place: AwsPlace): Promise<DeployedStack> {
  const client = new CloudFormationClient(clientConfig(place));
  try {
    const region = await client.config.region();
    const outputs = await outputsOf(client, name, region);
    const value = (key: string) => outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    const [stateMachineArn, registerTable] = [value(OUTPUT.stateMachine), value(OUTPUT.registerTable)];
    const connections = outputs.flatMap(connectionIn);
    const whole = connections.length > 0 && connections.every((connection) => connection !== undefined);
    if (!stateMachineArn || !registerTable || !whole) {
      throw new AwsRefusal(
        `The stack ${name} in ${region} lacks the outputs of this version of m365-evidence. Deploy it again (npx cdk deploy), or name another with --stack.`,
      );
    }
    return { name, region, stateMachineArn, registerTable, connections };
  } finally {
    client.destroy();
  }
}

/** CloudFormation answers for a stack that does not exist with a ValidationError. */
async function outputsOf(client: CloudFormationClient, name: string, region: string): Promise<Output[]> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0]?.Outputs ?? [];
  } catch (error) {
    const { name: kind, message } = error as Error;
    if (kind !== 'ValidationError' || !message.includes('does not exist')) throw error;
    throw new AwsRefusal(
      `There is no stack named ${name} in ${region}. Deploy it (npx cdk deploy), or name the right one with --stack and --region. To stay on this machine, add --local.`,
      { cause: error },
    );
  }
}

/** The connection that an output describes; undefined where it does so in another way than this version. */
function connectionIn({ OutputKey = '', OutputValue = '' }: Output): (DeployedConnection | undefined)[] {
  if (!OutputKey.startsWith(OUTPUT.connection)) return [];
  try {
    return [DeployedConnection.parse(JSON.parse(OutputValue))];
  } catch {
    return [undefined];
  }
}
