import { KMSClient } from '@aws-sdk/client-kms';
import { registerClient } from '../lib/register/register-client.ts';
import { registerSealing } from '../lib/register/register-sealing.ts';
import { annotate, isAnnotation } from '../lib/sync/annotate.ts';
import { sealSync } from '../lib/sync/seal-sync.ts';
import { askingAws } from './runtime/aws-fault.ts';
import { readEnv, SealEnv } from './runtime/env.ts';
import { kmsSigner } from './runtime/kms-signer.ts';
import { longestPauseSource } from './runtime/longest-pause-source.ts';
import { parameterReader } from './runtime/parameter-reader.ts';
import { s3Put } from './runtime/s3-put.ts';
import { signingPorts } from './runtime/signing-ports.ts';
import { stepHandler } from './runtime/step-handler.ts';

const env = readEnv(SealEnv);
const { SOFTWARE: software, CHECKPOINT_EVERY: checkpointEvery, REGISTER_TABLE: tableName } = env;
const register = registerSealing({ client: askingAws('DynamoDB', registerClient()), tableName });
const aws = signingPorts(env.AWS_REGION);
const { clock } = aws;
const vault = { put: s3Put(env.VAULT_URL, aws) };
const signer = kmsSigner(new KMSClient(), env.SIGNING_KEY_ARN);
const longestPause = longestPauseSource(parameterReader(env.SSM_URL, aws), env.SCHEDULES_PARAMETER);
const origin = (connection: string) => `${env.LOG_ORIGIN}/${connection}`;
const ports = { ...register, vault, signer, longestPause, origin, clock, software, checkpointEvery };
const [seal, annotating] = [sealSync(ports), annotate(ports)];
// A person calls it with an annotation, and the workflow with a sync.
export const handler = stepHandler((request) => (isAnnotation(request) ? annotating : seal)(request));
