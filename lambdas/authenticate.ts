import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { openHttpTransport } from '../lib/http/http-transport.ts';
import { authenticate } from '../lib/sync/authenticate.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { AuthenticateEnv, readEnv } from './runtime/env.ts';
import { kmsDataKeys } from './runtime/kms-data-keys.ts';
import { defaultProvider } from './runtime/lambda-credentials.ts';
import { logSignInRetry as onRetry } from './runtime/logger.ts';
import { parameterReader } from './runtime/parameter-reader.ts';
import { secretsManagerSource } from './runtime/secrets-manager-source.ts';
import { ssmConnectionSource } from './runtime/ssm-connection-source.ts';
import { stepHandler } from './runtime/step-handler.ts';
import { stsWebIdentity } from './runtime/sts-web-identity.ts';

const env = readEnv(AuthenticateEnv);
const openTransport = openHttpTransport;
const { random } = Math;
const aws = { region: env.AWS_REGION, credentials: defaultProvider(), openTransport, clock, random };
const connections = ssmConnectionSource(parameterReader(env.SSM_URL, aws), env.CONNECTIONS_PARAMETER);
const secrets = secretsManagerSource(new SecretsManagerClient());
const dataKeys = kmsDataKeys(new KMSClient(), env.SEAL_KEY_ARN);
const neededPermissions = env.NEEDED_PERMISSIONS.split(' ');
const webIdentity = stsWebIdentity(env.STS_URL, aws);
const ports = {
  connections,
  secrets,
  webIdentity,
  dataKeys,
  openTransport,
  neededPermissions,
  clock,
  random,
  onRetry,
};
export const handler = stepHandler(authenticate(ports));
