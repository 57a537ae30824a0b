import { openHttpTransport } from '../lib/http/http-transport.ts';
import { appendSync } from '../lib/register/evidence-register.ts';
import { registerClient } from '../lib/register/register-client.ts';
import { recordEvidence } from '../lib/sync/record-evidence.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { RecordEnv, readEnv } from './runtime/env.ts';
import { defaultProvider } from './runtime/lambda-credentials.ts';
import { settingsSource } from './runtime/settings-source.ts';
import { stepHandler } from './runtime/step-handler.ts';

const env = readEnv(RecordEnv);
const { AWS_REGION: region, REGISTER_TABLE: tableName } = env;
const { random } = Math;
const aws = { region, credentials: defaultProvider(), openTransport: openHttpTransport, clock, random };
const append = appendSync.bind(undefined, { client: registerClient(), tableName });
const settings = settingsSource(env, aws);
const evidenceFor = (collector: string) => env.EVIDENCE_FOR[collector] ?? {};
export const handler = stepHandler(recordEvidence({ append, clock, evidenceFor, settings }));
