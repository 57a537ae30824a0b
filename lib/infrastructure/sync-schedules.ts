import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { Universal } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { scheduleExpression } from '../connections/frequency.ts';
import { DailyMinutes, isOnceADay, windowMinutes } from '../connections/spread.ts';
import type { Connection } from '../domain/connection.ts';
import { SchedulerRole } from './scheduler-role.ts';

/** One schedule for each connection, and the queue of firings that could not start a sync. */
export class SyncSchedules extends Construct {
  readonly deadLetters: Queue;
  readonly #role: SchedulerRole;
  readonly #dailyMinutes = new DailyMinutes();
  readonly #stateMachine: IStateMachine;

  constructor(scope: Construct, id: string, stateMachine: IStateMachine) {
    super(scope, id);
    this.#stateMachine = stateMachine;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: "It is a dead-letter queue itself: the schedules'.",
    });
    this.#role = new SchedulerRole(this, 'Role');
  }

  /**
   * Starts a sync of the connection on its schedule. Connections that are deployed together start in different minutes,
   * because a new AWS account runs 10 functions at once. EventBridge Scheduler may deliver a firing twice; its id is
   * the execution's name, so the second delivery finds the execution of the first.
   * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
   */
  add({ name, frequency }: Connection): Schedule {
    const { stateMachineArn } = this.#stateMachine;
    const onceADay = isOnceADay(frequency);
    const expression = onceADay ? this.#dailyMinutes.scheduleOf(name) : scheduleExpression(frequency);
    const window = onceADay ? 0 : windowMinutes(frequency);
    return new Schedule(this, `Schedule-${name}`, {
      description: `m365-evidence: syncs the connection ${name}`,
      schedule: ScheduleExpression.expression(expression),
      timeWindow: window > 0 ? TimeWindow.flexible(Duration.minutes(window)) : TimeWindow.off(),
      target: new Universal({
        service: 'sfn',
        action: 'startExecution',
        role: this.#role,
        deadLetterQueue: this.deadLetters,
        policyStatements: [
          new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }),
        ],
        input: ScheduleTargetInput.fromObject({
          StateMachineArn: stateMachineArn,
          Name: ContextAttribute.executionId,
          Input: JSON.stringify({ connection: name, trigger: 'schedule' }),
        }),
      }),
    });
  }
}
