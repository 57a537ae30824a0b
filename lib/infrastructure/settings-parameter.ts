import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { Settings } from '../domain/settings.ts';
import { settingsParameter } from '../settings/settings-parameter.ts';
import { letRead } from './parameter-access.ts';

/**
 * The settings of all connections as a parameter of AWS Systems Manager, for functions and commands. The environment of a
 * function is too small: it holds 4 kB together with everything else.
 */
export class SettingsParameter extends StringParameter {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, {
      description: 'm365-evidence: the frameworks and thresholds',
      stringValue: settingsParameter(settings),
    });
  }

  /** Lets the function find and read the parameter. */
  provideTo(reader: LambdaFunction): void {
    letRead(reader, 'SETTINGS_PARAMETER', this);
  }
}
