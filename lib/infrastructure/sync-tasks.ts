import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { JsonPath, Parallel, TaskInput, type TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { COLLECTORS } from '../collectors/registry.ts';
import { STATE } from '../sync/workflow-terms.ts';
import { collectorBranch } from './collector-branch.ts';
import {
  ANNOUNCE_RETRY,
  AWS_FAULT_RETRY,
  LAMBDA_BUSY_RETRY,
  LAMBDA_FAULT_RETRY,
  RECORD_RETRY,
  SEAL_RETRY,
  SIGN_IN_RETRY,
} from './retry-policies.ts';

/** The function of each task of the workflow. */
export interface TaskFunctions {
  authenticate: IFunction;
  /** Collector id to its function. */
  collect: Record<string, IFunction>;
  recordEvidence: IFunction;
  sealSync: IFunction;
  announceSync: IFunction;
}

const EXECUTION = {
  id: JsonPath.stringAt('$$.Execution.Id'),
  name: JsonPath.stringAt('$$.Execution.Name'),
  startedAt: JsonPath.stringAt('$$.Execution.StartTime'),
};

/** Returns the task that signs in. It gets the complete execution, because a path to a missing field would fail it. */
export function authenticateTask(scope: Construct, { authenticate }: TaskFunctions): TaskStateBase {
  const payload = { input: JsonPath.objectAt('$'), execution: JsonPath.objectAt('$$.Execution') };
  return invoke(scope, STATE.authenticate, authenticate, payload)
    .addRetry(SIGN_IN_RETRY)
    .addRetry(AWS_FAULT_RETRY)
    .addRetry(LAMBDA_BUSY_RETRY)
    .addRetry(LAMBDA_FAULT_RETRY);
}

/** Returns the state that runs all collectors at once. */
export function collectTasks(scope: Construct, { collect }: TaskFunctions): Parallel {
  const branches = COLLECTORS.map((collector) => {
    const read = collect[collector.id];
    if (!read) throw new Error(`There is no function for the collector ${collector.id}`);
    return collectorBranch(scope, collector, read);
  });
  return new Parallel(scope, STATE.collectAll, { resultPath: '$.outcomes' }).branch(...branches);
}

/** Returns the task that records what the collectors read. The sealed token stays out of its input. */
export function recordTask(scope: Construct, { recordEvidence }: TaskFunctions): TaskStateBase {
  const payload = {
    execution: EXECUTION,
    input: JsonPath.objectAt('$$.Execution.Input'),
    session: {
      connection: JsonPath.stringAt('$.connection'),
      tenantId: JsonPath.stringAt('$.tenantId'),
      cloud: JsonPath.stringAt('$.cloud'),
      options: JsonPath.objectAt('$.options'),
      credential: JsonPath.stringAt('$.credential'),
      clientSecretExpires: JsonPath.objectAt('$.clientSecretExpires'),
      permissions: JsonPath.objectAt('$.permissions'),
    },
    outcomes: JsonPath.objectAt('$.outcomes'),
  };
  return invoke(scope, STATE.record, recordEvidence, payload)
    .addRetry(LAMBDA_BUSY_RETRY)
    .addRetry(RECORD_RETRY);
}

/** Returns the task that records a sync which could not sign in. */
export function recordRejectedTask(scope: Construct, { recordEvidence }: TaskFunctions): TaskStateBase {
  const payload = {
    execution: EXECUTION,
    input: JsonPath.objectAt('$$.Execution.Input'),
    rejection: JsonPath.objectAt('$'),
  };
  return invoke(scope, STATE.recordRejected, recordEvidence, payload)
    .addRetry(LAMBDA_BUSY_RETRY)
    .addRetry(RECORD_RETRY);
}

const RECORDED = { run: JsonPath.stringAt('$.run'), connection: JsonPath.objectAt('$.connection') };

/**
 * Returns the task that seals what is recorded. It adds to its input, because later states need it: `seal` is the newest
 * checkpoint, or the error if sealing fails for good, because the sync is announced nevertheless.
 */
export function sealTask(
  scope: Construct,
  { sealSync: lambdaFunction }: TaskFunctions,
  announce: TaskStateBase,
): TaskStateBase {
  return new LambdaInvoke(scope, STATE.seal, {
    lambdaFunction,
    payload: TaskInput.fromObject(RECORDED),
    resultSelector: { checkpoint: JsonPath.objectAt('$.Payload') },
    resultPath: '$.seal',
    retryOnServiceExceptions: false,
  })
    .addRetry(SEAL_RETRY)
    .addRetry(LAMBDA_BUSY_RETRY)
    .addRetry(LAMBDA_FAULT_RETRY)
    .addCatch(announce, { errors: ['States.ALL'], resultPath: '$.seal' });
}

/**
 * Returns the task that announces how the sync ended. It adds `announced` to its input, because a later Choice and Fail need
 * both.
 */
export function announceTask(
  scope: Construct,
  { announceSync: lambdaFunction }: TaskFunctions,
): TaskStateBase {
  return new LambdaInvoke(scope, STATE.announce, {
    lambdaFunction,
    payload: TaskInput.fromObject({ ...RECORDED, seal: JsonPath.objectAt('$.seal') }),
    resultSelector: { notSealed: JsonPath.objectAt('$.Payload.notSealed') },
    resultPath: '$.announced',
    retryOnServiceExceptions: false,
  })
    .addRetry(LAMBDA_BUSY_RETRY)
    .addRetry(ANNOUNCE_RETRY);
}

function invoke(scope: Construct, name: string, lambdaFunction: IFunction, payload: object): TaskStateBase {
  return new LambdaInvoke(scope, name, {
    lambdaFunction,
    payload: TaskInput.fromObject({ ...payload }),
    outputPath: '$.Payload',
    retryOnServiceExceptions: false,
  });
}
