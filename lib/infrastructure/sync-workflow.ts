import { Stack, Validations } from 'aws-cdk-lib';
import type { CfnFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  type IChainable,
  LogLevel,
  StateMachine,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { ErrorName } from '../domain/errors.ts';
import { STATE } from '../sync/workflow-terms.ts';
import { SYNC_TIMEOUT } from './retry-policies.ts';
import {
  announceTask,
  authenticateTask,
  collectTasks,
  recordRejectedTask,
  recordTask,
  type TaskFunctions,
} from './sync-tasks.ts';

/**
 * The sync as a state machine: sign in, collect in parallel, record, announce, and fail if a collector did not answer.
 */
export class SyncWorkflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, functions: TaskFunctions, logRetention: RetentionDays) {
    super(scope, id);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromChainable(this.#states(functions)),
      comment: 'Collects compliance evidence from one Microsoft 365 tenant. Input: {"connection": "<name>"}',
      timeout: SYNC_TIMEOUT,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Log', { retention: logRetention }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    const { authenticate, collect, recordEvidence, announceSync } = functions;
    this.#acknowledgeWildcards([authenticate, ...Object.values(collect), recordEvidence, announceSync]);
  }

  /** Returns the first state, from which the others follow. */
  #states(functions: TaskFunctions): IChainable {
    const announce = announceTask(this, STATE.announce, functions);
    const announceRejected = announceTask(this, STATE.announceRejected, functions);
    // Not a failure, so no alarm: the schedule runs from the deployment on, also before the connection has credentials.
    const notConnected = new Succeed(this, STATE.notConnected);
    const reason = { errorPath: '$.failure.error', causePath: '$.failure.cause' };
    const rejected = new Fail(this, 'Not signed in, the sync is recorded', reason);
    const everyCollectorAnswered = new Choice(this, 'Every collector answered?')
      .when(Condition.stringEquals('$.status', 'complete'), new Succeed(this, 'Sync complete'))
      .otherwise(new Fail(this, 'Sync incomplete, what was read is recorded', reason));
    return authenticateTask(this, functions)
      .addCatch(notConnected, { errors: [ErrorName.notConnected] })
      .addCatch(recordRejectedTask(this, functions).next(announceRejected).next(rejected))
      .next(collectTasks(this, functions))
      .next(recordTask(this, functions))
      .next(announce)
      .next(everyCollectorAnswered);
  }

  #acknowledgeWildcards(functions: readonly IFunction[]): void {
    const role = Validations.of(this.stateMachine.role);
    role.acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray and the log delivery API have no resources that a policy could name.',
    });
    for (const { node } of functions) {
      role.acknowledge({
        id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(node.defaultChild as CfnFunction)}.Arn>:*]`,
        reason: "The versions of one function of this stack, which CDK's grant for invoking it includes.",
      });
    }
  }
}
