import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ParameterTier, StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { longestPause } from '../connections/frequency.ts';
import type { LongestPauses } from '../connections/longest-pauses.ts';
import { letRead } from './parameter-access.ts';

/**
 * The longest pauses of the schedules as a parameter of AWS Systems Manager, for the function that seals. Apart from the
 * list of connections, because sealing has no use for the names of secrets.
 */
export class SchedulesParameter extends StringParameter {
  constructor(scope: Construct, id: string, connections: readonly { name: string; frequency: string }[]) {
    const pauses: LongestPauses = Object.fromEntries(
      connections.map(({ name, frequency }) => [name, longestPause(frequency)]),
    );
    super(scope, id, {
      description: 'm365-evidence: the longest pause of each schedule in milliseconds',
      stringValue: JSON.stringify(pauses),
      tier: ParameterTier.INTELLIGENT_TIERING,
    });
  }

  /** Lets the function find and read the parameter. */
  provideTo(reader: LambdaFunction): void {
    letRead(reader, 'SCHEDULES_PARAMETER', this);
  }
}
