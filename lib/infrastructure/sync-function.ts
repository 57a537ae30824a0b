import { type Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { codeOf, NODE_FLAGS } from './bundling.ts';

interface SyncFunctionProps {
  /** File in lambdas/, without its extension. */
  handler: string;
  description: string;
  timeout: Duration;
  environment: Record<string, string>;
  logRetention: RetentionDays;
  /** The fixed name of its role. By default CloudFormation makes one. */
  roleName?: string | undefined;
}

/** A handler as a Lambda function. Its role may only write its own log, until more is granted. */
export class SyncFunction extends NodejsFunction {
  constructor(
    scope: Construct,
    id: string,
    { handler, environment, logRetention, roleName, ...props }: SyncFunctionProps,
  ) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: logRetention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      ...(roleName !== undefined && { roleName }),
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      ...props,
      environment: {
        NODE_OPTIONS: NODE_FLAGS.join(' '),
        POWERTOOLS_SERVICE_NAME: Stack.of(scope).stackName,
        ...environment,
      },
      ...codeOf(handler),
      role,
      logGroup,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      tracing: Tracing.ACTIVE,
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray (PutTraceSegments, PutTelemetryRecords) has no resources that a policy could name.',
    });
  }
}
