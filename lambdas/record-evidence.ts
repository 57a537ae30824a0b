import { appendSync } from '../lib/register/evidence-register.ts';
import { registerClient } from '../lib/register/register-client.ts';
import { recordEvidence } from '../lib/sync/record-evidence.ts';
import { RecordEnv, readEnv } from './runtime/env.ts';
import { settingsSource } from './runtime/settings-source.ts';
import { signingPorts } from './runtime/signing-ports.ts';
import { stepHandler } from './runtime/step-handler.ts';

const env = readEnv(RecordEnv);
const aws = signingPorts(env.AWS_REGION);
const table = { client: registerClient(), tableName: env.REGISTER_TABLE };
const append = appendSync.bind(undefined, table);
const settings = settingsSource(env, aws);
const requirements = new Map(Object.entries(env.EVIDENCE_FOR));
const evidenceFor = (collector: string) => requirements.get(collector);
export const handler = stepHandler(recordEvidence({ append, clock: aws.clock, evidenceFor, settings }));
