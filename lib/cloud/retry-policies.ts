import { Duration } from 'aws-cdk-lib';
import { JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { ErrorName } from '../../lambdas/domain/errors.ts';

/**
 * Faults of the Lambda service, before or instead of our code.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
 */
const LAMBDA_SERVICE_FAULTS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
];

/** Waits up to 2, 4, 8, 16, 32 s (full jitter): a minute at most, the time in which Lambda throttling passes. */
export const LAMBDA_FAULT_RETRY: RetryProps = {
  errors: LAMBDA_SERVICE_FAULTS,
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 5,
  jitterStrategy: JitterType.FULL,
};

/**
 * Waits 10, 20, 40 s, without jitter: 70 s in all, because Entra throttles for a minute, then the sync is recorded as
 * rejected. Only for faults that may pass, of the network or of a busy Entra; Authenticate itself has tried thrice by then.
 */
export const SIGN_IN_RETRY: RetryProps = {
  errors: [ErrorName.signInUnavailable],
  interval: Duration.seconds(10),
  backoffRate: 2,
  maxAttempts: 3,
  jitterStrategy: JitterType.NONE,
};

/**
 * Waits up to 2, 4, 8, 16 s (full jitter): half a minute at most, on any error. The evidence is recorded by then; a
 * sync that cannot be announced fails, so that somebody looks.
 */
export const ANNOUNCE_RETRY: RetryProps = {
  errors: ['States.ALL'],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 4,
  jitterStrategy: JitterType.FULL,
};

/**
 * Waits up to 2, 4, 8, 16, 32, 64 s (full jitter): two minutes at most, on any error, because what was read
 * would be lost and writing it again changes nothing.
 */
export const RECORD_RETRY: RetryProps = {
  errors: ['States.ALL'],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 6,
  jitterStrategy: JitterType.FULL,
};
