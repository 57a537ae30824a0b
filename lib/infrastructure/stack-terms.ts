/** The stack's default name. */
export const STACK_NAME = 'M365Evidence';

/** The stack's outputs, by which commands find its parts. */
export const OUTPUT = {
  stateMachine: 'StateMachineArn',
  registerTable: 'RegisterTable',
  vaultBucket: 'VaultBucket',
  deadLetters: 'ScheduleDeadLetters',
  /** The topic that alarms are published to. */
  notifications: 'NotificationTopicArn',
  dashboard: 'DashboardName',
  /** The key that signs the logs. */
  signingKey: 'SigningKeyArn',
  /** The name of the parameter with the settings; absent if they are the defaults. */
  settings: 'SettingsParameter',
  /** The function that seals, which commands call with annotations. */
  sealFunction: 'SealFunctionName',
  /** The function that signs in, which commands call for connections without a secret. */
  signInFunction: 'SignInFunctionName',
  /** One for each connection: a `Connection` as JSON. The key is this prefix and the name without dashes. */
  connection: 'ConnectionSettings',
} as const;
