import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { NEEDED_PERMISSIONS } from '../collectors/registry.ts';
import { openHttpTransport } from '../graph/http-transport.ts';
import { AuthenticateEnv, readEnv } from '../runtime/env.ts';
import { kmsDataKeys } from '../runtime/kms-data-keys.ts';
import { secretsManagerSource } from '../runtime/secrets-manager-source.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { authenticate } from '../steps/authenticate.ts';

const secrets = secretsManagerSource(new SecretsManagerClient());
const dataKeys = kmsDataKeys(new KMSClient(), readEnv(AuthenticateEnv).SEAL_KEY_ARN);
const ports = { secrets, dataKeys, openTransport: openHttpTransport, neededPermissions: NEEDED_PERMISSIONS };
export const handler = stepHandler(authenticate(ports));
