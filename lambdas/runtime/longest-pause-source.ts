import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { LongestPauses } from '../../lib/connections/longest-pauses.ts';
import { askAws } from './aws-fault.ts';

/**
 * Returns a function that reads the longest pause of a connection's schedule, in milliseconds; undefined if the connection is
 * no longer configured. Reads it again each time, because a deployment may change it while the function stays the same. Throws
 * AwsUnavailable if a later try may succeed.
 */
export function longestPauseSource(client: SSMClient, parameter: string) {
  return async (connection: string): Promise<number | undefined> => {
    const { Parameter } = await askAws('Systems Manager', () =>
      client.send(new GetParameterCommand({ Name: parameter })),
    );
    return LongestPauses.parse(JSON.parse(Parameter?.Value ?? ''))[connection];
  };
}
