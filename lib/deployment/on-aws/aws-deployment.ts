import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Clock } from '../../domain/clock.ts';
import { secretIdOf } from '../../domain/connection.ts';
import type { Settings } from '../../domain/settings.ts';
import { openHttpTransport } from '../../http/http-transport.ts';
import { STACK_NAME } from '../../infrastructure/stack-terms.ts';
import { registerClient } from '../../register/register-client.ts';
import { systemClock } from '../../sync/system-clock.ts';
import type { Deployment } from '../deployment.ts';
import { environmentProxies } from '../proxies.ts';
import { type AwsPlace, clientConfig } from './client-config.ts';
import { findStack } from './deployed-stack.ts';
import { startSync } from './step-functions-sync.ts';

interface AwsChoice extends AwsPlace {
  stack?: string | undefined;
}

/** Opens a stack on AWS with the caller's own rights. Throws errors of the AWS SDK, which `awsRefusalOf` explains. */
export async function openAwsDeployment(
  { stack: name = STACK_NAME, ...place }: AwsChoice,
  clock: Clock = systemClock,
): Promise<Deployment> {
  const stack = await findStack(name, place);
  const config = clientConfig(place);
  const secrets = new SecretsManagerClient(config);
  // Following a sync sends a request every second. If Step Functions throttles them, only a slower pace helps.
  const stateMachines = new SFNClient({ ...config, retryMode: 'adaptive', maxAttempts: 8 });
  const register = { client: registerClient(config), tableName: stack.registerTable };
  let settings: Promise<Settings> | undefined;
  const description = `stack ${stack.name} in ${stack.region}`;
  return {
    description,
    registerOf: description,
    aws: { account: accountOf(stack.stateMachineArn), region: stack.region, stack: stack.name },
    fictional: false,
    connections: stack.connections,
    settings() {
      settings ??= import('./stack-settings.ts').then(({ stackSettings }) => stackSettings(stack, config));
      return settings;
    },
    openTransport: () => openHttpTransport(environmentProxies()),
    secrets: {
      async read(connection) {
        const SecretId = secretIdOf(connection);
        const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
        return SecretString;
      },
      async store(connection, secret) {
        const SecretId = secretIdOf(connection);
        await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(secret) }));
        return `Secrets Manager: ${SecretId}`;
      },
    },
    async signIn(connection, signal) {
      const { lambdaSignIn } = await import('./lambda-sign-in.ts');
      return await lambdaSignIn(stack, config)(connection, signal);
    },
    register: async () => register,
    async sealed(connection) {
      const { awsSealedRegister } = await import('./aws-sealed-register.ts');
      return awsSealedRegister(stack, register, config, connection);
    },
    async annotate(annotation) {
      const { lambdaAnnotate } = await import('./lambda-annotate.ts');
      return await lambdaAnnotate(stack, config)(annotation);
    },
    startSync: (connection) => startSync(stateMachines, stack.stateMachineArn, connection, clock),
    async [Symbol.asyncDispose]() {
      for (const client of [secrets, stateMachines, register.client]) client.destroy();
    },
  };
}

/** Returns the account in an ARN: `arn:partition:service:region:account:resource`. */
function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
