import { collectorById } from '../lib/collectors/registry.ts';
import { appendSync } from '../lib/register/evidence-register.ts';
import { registerClient } from '../lib/register/register-client.ts';
import { recordEvidence } from '../lib/sync/record-evidence.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { RegisterEnv, readEnv } from './runtime/env.ts';
import { stepHandler } from './runtime/step-handler.ts';

const table = { client: registerClient(), tableName: readEnv(RegisterEnv).REGISTER_TABLE };
const append = appendSync.bind(undefined, table);
export const handler = stepHandler(
  recordEvidence({ append, clock, evidenceFor: (id) => collectorById(id).evidenceFor }),
);
