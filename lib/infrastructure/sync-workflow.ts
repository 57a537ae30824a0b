import { Stack, Validations } from 'aws-cdk-lib';
import type { CfnFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  JsonPath,
  LogLevel,
  Parallel,
  StateMachine,
  Succeed,
  TaskInput,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { COLLECTORS } from '../collectors/registry.ts';
import { ErrorName } from '../domain/errors.ts';
import { STATE } from '../sync/workflow-terms.ts';
import { collectorBranch } from './collector-branch.ts';
import {
  ANNOUNCE_RETRY,
  AWS_FAULT_RETRY,
  LAMBDA_BUSY_RETRY,
  LAMBDA_FAULT_RETRY,
  RECORD_RETRY,
  SIGN_IN_RETRY,
  SYNC_TIMEOUT,
} from './retry-policies.ts';

export interface SyncWorkflowProps {
  authenticate: IFunction;
  /** Collector id to its function. */
  collect: Record<string, IFunction>;
  recordEvidence: IFunction;
  announceSync: IFunction;
}

/**
 * The sync as a state machine: sign in, collect in parallel, record, announce, and fail if a collector did not answer.
 */
export class SyncWorkflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: SyncWorkflowProps) {
    super(scope, id);
    const execution = {
      id: JsonPath.stringAt('$$.Execution.Id'),
      name: JsonPath.stringAt('$$.Execution.Name'),
      startedAt: JsonPath.stringAt('$$.Execution.StartTime'),
    };
    const authenticate = this.#invoke(STATE.authenticate, props.authenticate, {
      input: JsonPath.objectAt('$'),
      execution: JsonPath.objectAt('$$.Execution'),
    });
    const collectAll = new Parallel(this, STATE.collectAll, { resultPath: '$.outcomes' }).branch(
      ...COLLECTORS.map((collector) => collectorBranch(this, collector, functionOf(props, collector.id))),
    );
    const record = this.#invoke(STATE.record, props.recordEvidence, {
      execution,
      session: {
        connection: JsonPath.stringAt('$.connection'),
        tenantId: JsonPath.stringAt('$.tenantId'),
        cloud: JsonPath.stringAt('$.cloud'),
        includeUserNames: JsonPath.objectAt('$.includeUserNames'),
        clientSecretExpires: JsonPath.objectAt('$.clientSecretExpires'),
        permissions: JsonPath.objectAt('$.permissions'),
      },
      outcomes: JsonPath.objectAt('$.outcomes'),
    });
    const recordRejected = this.#invoke(STATE.recordRejected, props.recordEvidence, {
      execution,
      input: JsonPath.objectAt('$$.Execution.Input'),
      rejection: JsonPath.objectAt('$'),
    });
    const announce = this.#announce(STATE.announce, props.announceSync);
    const announceRejected = this.#announce(STATE.announceRejected, props.announceSync);
    const everyCollectorAnswered = new Choice(this, 'Every collector answered?');
    const complete = new Succeed(this, 'Sync complete');
    // Not a failure, so no alarm: the schedule runs from the deployment on, also before the connection has credentials.
    const notConnected = new Succeed(this, STATE.notConnected);
    const reason = { errorPath: '$.failure.error', causePath: '$.failure.cause' };
    const incomplete = new Fail(this, 'Sync incomplete, what was read is recorded', reason);
    const rejected = new Fail(this, 'Not signed in, the sync is recorded', reason);

    for (const task of [record, recordRejected]) task.addRetry(LAMBDA_BUSY_RETRY).addRetry(RECORD_RETRY);
    for (const task of [announce, announceRejected])
      task.addRetry(LAMBDA_BUSY_RETRY).addRetry(ANNOUNCE_RETRY);
    authenticate
      .addRetry(SIGN_IN_RETRY)
      .addRetry(AWS_FAULT_RETRY)
      .addRetry(LAMBDA_BUSY_RETRY)
      .addRetry(LAMBDA_FAULT_RETRY)
      .addCatch(notConnected, { errors: [ErrorName.notConnected] })
      .addCatch(recordRejected.next(announceRejected).next(rejected))
      .next(collectAll)
      .next(record)
      .next(announce)
      .next(everyCollectorAnswered);
    everyCollectorAnswered
      .when(Condition.stringEquals('$.status', 'complete'), complete)
      .otherwise(incomplete);

    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromChainable(authenticate),
      comment: 'Collects compliance evidence from one Microsoft 365 tenant. Input: {"connection": "<name>"}',
      timeout: SYNC_TIMEOUT,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, 'Log', { retention: RetentionDays.ONE_YEAR }),
        level: LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.#acknowledgeWildcards([
      props.authenticate,
      ...Object.values(props.collect),
      props.recordEvidence,
      props.announceSync,
    ]);
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

  /**
   * Returns a task that announces how the sync ended. It passes its input on, because a later Choice and Fail need it.
   */
  #announce(name: string, lambdaFunction: IFunction): LambdaInvoke {
    return new LambdaInvoke(this, name, {
      lambdaFunction,
      payload: TaskInput.fromObject({
        run: JsonPath.stringAt('$.run'),
        connection: JsonPath.objectAt('$.connection'),
      }),
      resultPath: JsonPath.DISCARD,
      retryOnServiceExceptions: false,
    });
  }

  #invoke(name: string, lambdaFunction: IFunction, payload: Record<string, unknown>): LambdaInvoke {
    return new LambdaInvoke(this, name, {
      lambdaFunction,
      payload: TaskInput.fromObject(payload),
      outputPath: '$.Payload',
      retryOnServiceExceptions: false,
    });
  }
}

function functionOf({ collect }: SyncWorkflowProps, id: string): IFunction {
  const found = collect[id];
  if (!found) throw new Error(`There is no function for the collector ${id}`);
  return found;
}
