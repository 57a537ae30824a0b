import { KMSClient } from '@aws-sdk/client-kms';
import { SSMClient } from '@aws-sdk/client-ssm';
import { openHttpTransport } from '../lib/http/http-transport.ts';
import { registerClient } from '../lib/register/register-client.ts';
import { registerSealing } from '../lib/register/register-sealing.ts';
import { annotate, isAnnotation } from '../lib/sync/annotate.ts';
import { sealSync } from '../lib/sync/seal-sync.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { askingAws } from './runtime/aws-fault.ts';
import { readEnv, SealEnv } from './runtime/env.ts';
import { kmsSigner } from './runtime/kms-signer.ts';
import { defaultProvider } from './runtime/lambda-credentials.ts';
import { longestPauseSource } from './runtime/longest-pause-source.ts';
import { s3Put } from './runtime/s3-put.ts';
import { stepHandler } from './runtime/step-handler.ts';

const env = readEnv(SealEnv);
const { SOFTWARE: software, CHECKPOINT_EVERY: checkpointEvery, REGISTER_TABLE: tableName } = env;
const register = registerSealing({ client: askingAws('DynamoDB', registerClient()), tableName });
const s3 = { region: env.AWS_REGION, credentials: defaultProvider(), openTransport: openHttpTransport };
const vault = { put: s3Put(env.VAULT_URL, { ...s3, clock, random: Math.random }) };
const signer = kmsSigner(new KMSClient(), env.SIGNING_KEY_ARN);
const longestPause = longestPauseSource(new SSMClient(), env.SCHEDULES_PARAMETER);
const origin = (connection: string) => `${env.LOG_ORIGIN}/${connection}`;
const ports = { ...register, vault, signer, longestPause, origin, clock, software, checkpointEvery };
const [seal, annotating] = [sealSync(ports), annotate(ports)];
// A person calls it with an annotation, and the workflow with a sync.
export const handler = stepHandler((request) => (isAnnotation(request) ? annotating : seal)(request));
