import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ParameterTier, StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { connectionsParameter } from '../connections/connections-parameter.ts';
import type { Connection } from '../domain/connection.ts';
import { letRead } from './parameter-access.ts';

/**
 * The deployment's connections as a parameter of AWS Systems Manager. They are not in the state machine's definition, so
 * that no execution carries them, and not in the environment of Authenticate, which holds 4 kB.
 */
export class ConnectionsParameter extends StringParameter {
  constructor(scope: Construct, id: string, connections: readonly Connection[]) {
    super(scope, id, {
      description: 'm365-evidence: the connections and the names of their secrets',
      stringValue: connectionsParameter(connections),
      // A parameter of the standard tier holds 4,096 characters and is free; CloudFormation then takes the advanced one.
      tier: ParameterTier.INTELLIGENT_TIERING,
    });
  }

  /** Lets the function find and read the parameter. */
  provideTo(reader: LambdaFunction): void {
    letRead(reader, 'CONNECTIONS_PARAMETER', this);
  }
}
