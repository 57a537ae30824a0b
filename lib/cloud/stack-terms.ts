/** The stack's name, unless told otherwise. */
export const STACK_NAME = 'M365Evidence';

/** The stack's outputs, by which whoever works with it from outside finds its parts. */
export const OUTPUT = {
  stateMachine: 'StateMachineArn',
  registerTable: 'RegisterTable',
  deadLetters: 'ScheduleDeadLetters',
  /** The topic that alarms are published to. */
  notifications: 'NotificationTopicArn',
  dashboard: 'DashboardName',
  /** One each, of `DeployedConnection` as JSON; its key is this and the connection's name without dashes. */
  connection: 'ConnectionSettings',
} as const;
