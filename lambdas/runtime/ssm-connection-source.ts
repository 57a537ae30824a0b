import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { connectionsInParameter } from '../../lib/connections/connections-parameter.ts';
import type { ConnectionSource } from '../../lib/domain/connection.ts';
import { AwsUnavailable, ConnectionsUnreadable } from '../../lib/domain/errors.ts';
import { askAws } from './aws-fault.ts';

/**
 * Reads the deployment's connections from its parameter in AWS Systems Manager. Reads them again for each sync, because a
 * deployment may change them while the function stays the same. Throws AwsUnavailable if a later try may succeed, and
 * ConnectionsUnreadable otherwise.
 */
export function ssmConnectionSource(client: SSMClient, parameter: string): ConnectionSource {
  return async () => {
    try {
      const { Parameter } = await askAws('Systems Manager', () =>
        client.send(new GetParameterCommand({ Name: parameter })),
      );
      return connectionsInParameter(Parameter?.Value ?? '');
    } catch (cause) {
      if (cause instanceof AwsUnavailable) throw cause;
      const { name } = cause as Error;
      throw new ConnectionsUnreadable(
        `The list of connections cannot be read from the parameter ${parameter}: ${name}`,
        {
          cause,
          remedy:
            'Deploy the stack again, which writes the parameter. If that does not help, check that the role of the Authenticate function may read it (ssm:GetParameter).',
        },
      );
    }
  };
}
