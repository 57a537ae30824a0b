import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { NEEDED_PERMISSIONS } from '../lib/collectors/registry.ts';
import { openHttpTransport } from '../lib/http/http-transport.ts';
import { authenticate } from '../lib/sync/authenticate.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { AuthenticateEnv, readEnv } from './runtime/env.ts';
import { kmsDataKeys } from './runtime/kms-data-keys.ts';
import { logSignInRetry as onRetry } from './runtime/logger.ts';
import { secretsManagerSource } from './runtime/secrets-manager-source.ts';
import { stepHandler } from './runtime/step-handler.ts';

const secrets = secretsManagerSource(new SecretsManagerClient());
const dataKeys = kmsDataKeys(new KMSClient(), readEnv(AuthenticateEnv).SEAL_KEY_ARN);
const openTransport = openHttpTransport;
const neededPermissions = NEEDED_PERMISSIONS;
const { random } = Math;
const ports = { secrets, dataKeys, openTransport, neededPermissions, clock, random, onRetry };
export const handler = stepHandler(authenticate(ports));
