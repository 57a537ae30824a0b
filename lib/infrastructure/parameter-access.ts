import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IParameter } from 'aws-cdk-lib/aws-ssm';

/**
 * Lets the function read one parameter. Its environment gets the parameter's name, under the variable, and the regional
 * endpoint of Systems Manager.
 */
export function letRead(
  reader: LambdaFunction,
  variable: string,
  { parameterName, parameterArn }: IParameter,
): void {
  const { region, urlSuffix } = Stack.of(reader);
  reader.addEnvironment(variable, parameterName);
  reader.addEnvironment('SSM_URL', `https://ssm.${region}.${urlSuffix}`);
  reader.addToRolePolicy(new PolicyStatement({ actions: ['ssm:GetParameter'], resources: [parameterArn] }));
}
