import { connectionsInParameter } from '../../lib/connections/connections-parameter.ts';
import type { ConnectionSource } from '../../lib/domain/connection.ts';
import { AwsUnavailable, ConnectionsUnreadable } from '../../lib/domain/errors.ts';

/**
 * Reads the deployment's connections from its parameter with `read`. Throws AwsUnavailable if a later try may succeed, and
 * ConnectionsUnreadable otherwise.
 */
export function ssmConnectionSource(
  read: (parameter: string) => Promise<string>,
  parameter: string,
): ConnectionSource {
  return async () => {
    try {
      return connectionsInParameter(await read(parameter));
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
