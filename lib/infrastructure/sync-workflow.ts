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
  sealTask,
  type TaskFunctions,
} from './sync-tasks.ts';

/**
 * The sync as a state machine: sign in, collect in parallel, record, seal, announce, and fail if the sync is not
 * sealed or a collector did not answer.
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
    const { authenticate, collect, recordEvidence, sealSync, announceSync } = functions;
    const recording = [recordEvidence, sealSync, announceSync];
    this.#acknowledgeWildcards([authenticate, ...Object.values(collect), ...recording]);
  }

  /** Returns the first state, from which the others follow. */
  #states(functions: TaskFunctions): IChainable {
    const announce = announceTask(this, functions);
    const seal = sealTask(this, functions, announce);
    seal.next(announce).next(this.#ending());
    // Not a failure, so no alarm: the schedule runs from the deployment on, also before the connection has credentials.
    const notConnected = new Succeed(this, STATE.notConnected);
    return authenticateTask(this, functions)
      .addCatch(notConnected, { errors: [ErrorName.notConnected] })
      .addCatch(recordRejectedTask(this, functions).next(seal))
      .next(collectTasks(this, functions))
      .next(recordTask(this, functions))
      .next(seal);
  }

  /** Returns the choice of the last state. A sync that is not sealed fails as that, because its run says the rest. */
  #ending(): Choice {
    const of = (part: string) => ({ errorPath: `$.${part}.error`, causePath: `$.${part}.cause` });
    const { isNull, not, stringEquals } = Condition;
    return new Choice(this, 'How did it end?')
      .when(
        // Not `IsNull: false`, which the engine on a laptop takes for `true`.
        not(isNull('$.announced.notSealed')),
        new Fail(this, 'Not sealed, the sync is recorded', of('announced.notSealed')),
      )
      .when(stringEquals('$.status', 'complete'), new Succeed(this, 'Sync complete'))
      .when(
        stringEquals('$.status', 'rejected'),
        new Fail(this, 'Not signed in, the sync is recorded', of('failure')),
      )
      .otherwise(new Fail(this, 'Sync incomplete, what was read is recorded', of('failure')));
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
