import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type IChainable, JsonPath, Pass, TaskInput, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Collector } from '../collectors/collector.ts';
import { ERROR_OF_SKIP, type SkipReason } from '../domain/collection-outcome.ts';
import { COLLECTOR_MINUTES, STATE } from '../sync/workflow-terms.ts';
import { AWS_FAULT_RETRY, LAMBDA_BUSY_RETRY, LAMBDA_FAULT_RETRY } from './retry-policies.ts';

const SKIP_LABELS: Record<SkipReason, string> = {
  'license-missing': 'no licence',
  'permission-missing': 'no permission',
  'not-in-this-cloud': 'not in this cloud',
};

/**
 * Returns one branch of Collect. It always ends with a collection outcome, from the collector or from a caught error,
 * so that a failed branch never ends the others.
 */
export function collectorBranch(scope: Construct, collector: Collector, collect: IFunction): IChainable {
  const { id, title, skips } = collector;
  const task = new LambdaInvoke(scope, STATE.collect(collector), {
    lambdaFunction: collect,
    payload: TaskInput.fromObject({ session: JsonPath.objectAt('$') }),
    outputPath: '$.Payload',
    taskTimeout: Timeout.duration(Duration.minutes(COLLECTOR_MINUTES + 1)),
    retryOnServiceExceptions: false,
  });
  // Pass on the complete error: a timeout may lack its Cause, and a path to a missing field ends the execution.
  const error = JsonPath.objectAt('$');
  const failed = new Pass(scope, `${title}: failed`, {
    parameters: { collector: id, outcome: 'failed', error },
  });
  task.addRetry(AWS_FAULT_RETRY).addRetry(LAMBDA_BUSY_RETRY).addRetry(LAMBDA_FAULT_RETRY);
  for (const reason of skips) {
    const parameters = { collector: id, outcome: 'skipped', reason, error };
    const skipped = new Pass(scope, `${title}: skipped, ${SKIP_LABELS[reason]}`, { parameters });
    task.addCatch(skipped, { errors: [ERROR_OF_SKIP[reason]] });
  }
  return task.addCatch(failed, { errors: ['States.ALL'] });
}
