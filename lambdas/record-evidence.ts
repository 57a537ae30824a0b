import { SSMClient } from '@aws-sdk/client-ssm';
import { collectorById } from '../lib/collectors/registry.ts';
import { appendSync } from '../lib/register/evidence-register.ts';
import { registerClient } from '../lib/register/register-client.ts';
import { recordEvidence } from '../lib/sync/record-evidence.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { readEnv, SettledRegisterEnv } from './runtime/env.ts';
import { settingsSource } from './runtime/settings-source.ts';
import { stepHandler } from './runtime/step-handler.ts';

const { REGISTER_TABLE: tableName, SETTINGS_PARAMETER } = readEnv(SettledRegisterEnv);
const append = appendSync.bind(undefined, { client: registerClient(), tableName });
const settings = settingsSource(new SSMClient(), SETTINGS_PARAMETER);
const evidenceFor = (id: string) => collectorById(id).evidenceFor;
export const handler = stepHandler(recordEvidence({ append, clock, evidenceFor, settings }));
