import { Duration } from 'aws-cdk-lib';
import { JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { ErrorName } from '../domain/errors.ts';

/**
 * The longest time of a sync. It exceeds all retries of its tasks together, so that it never decides what is recorded.
 * In minutes: Authenticate waits 23 and has 15 tries of 1, a collector waits 22 and has 12 tries of 11, Record waits 17
 * and has 7 tries of 2, Seal waits 22 and has 12 tries of 2, Announce waits 16 and has 5 tries of 1. That is 290, less than
 * five hours.
 */
export const SYNC_TIMEOUT = Duration.hours(6);

/**
 * Lambda has no free capacity: a new AWS account runs 10 functions at once. Waits 2, 4, 8, 16, 32 s and then 14 times
 * 60 s: 902 s, a quarter of an hour. Without jitter, because full jitter guarantees no minimum.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export const LAMBDA_BUSY_RETRY: RetryProps = {
  errors: ['Lambda.TooManyRequestsException'],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxDelay: Duration.seconds(60),
  maxAttempts: 19,
  jitterStrategy: JitterType.NONE,
};

/** An AWS service that a function needs fails or throttles. Waits 5, 10, 20, 40, 80, 160 s: 315 s, without jitter. */
export const AWS_FAULT_RETRY: RetryProps = {
  errors: [ErrorName.awsUnavailable],
  interval: Duration.seconds(5),
  backoffRate: 2,
  maxAttempts: 6,
  jitterStrategy: JitterType.NONE,
};

/**
 * An AWS service that sealing needs fails or throttles, or its function ran out of time. Waits 5, 10, 20, 40, 80, 160 s:
 * 315 s, without jitter. Whatever remains unsealed, the next sync seals first. Not on `States.ALL`: SyncNotSealed means
 * that a repetition changes nothing.
 */
export const SEAL_RETRY: RetryProps = {
  errors: [ErrorName.awsUnavailable, 'States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown', 'TimeoutError'],
  interval: Duration.seconds(5),
  backoffRate: 2,
  maxAttempts: 6,
  jitterStrategy: JitterType.NONE,
};

/**
 * Faults of the Lambda service itself, not of our code.
 * Source: https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
 */
const LAMBDA_SERVICE_FAULTS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
];

/** Waits up to 2, 4, 8, 16, 32 s (full jitter): a minute at most. */
export const LAMBDA_FAULT_RETRY: RetryProps = {
  errors: LAMBDA_SERVICE_FAULTS,
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 5,
  jitterStrategy: JitterType.FULL,
};

/**
 * Waits 10, 20, 40 s, without jitter: 70 s in all, because Entra throttles for a minute, then the sync is recorded as
 * rejected. Only for temporary faults of the network or Entra; Authenticate itself has tried three times by then.
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
 * sync that cannot be announced fails, so that its alarm rings.
 */
export const ANNOUNCE_RETRY: RetryProps = {
  errors: ['States.ALL'],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 4,
  jitterStrategy: JitterType.FULL,
};

/**
 * Waits up to 2, 4, 8, 16, 32, 64 s (full jitter): two minutes at most, on any error: without a retry the
 * evidence would be lost, and writing it twice changes nothing.
 */
export const RECORD_RETRY: RetryProps = {
  errors: ['States.ALL'],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 6,
  jitterStrategy: JitterType.FULL,
};
