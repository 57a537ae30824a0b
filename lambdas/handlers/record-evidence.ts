import { collectorById } from '../collectors/registry.ts';
import { sha256Of } from '../register/document-hash.ts';
import { appendSync } from '../register/evidence-register.ts';
import { registerClient } from '../register/register-client.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { RegisterEnv, readEnv } from '../runtime/env.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { recordEvidence } from '../steps/record-evidence.ts';

const table = { client: registerClient(), tableName: readEnv(RegisterEnv).REGISTER_TABLE };
const append = appendSync.bind(undefined, table);
export const handler = stepHandler(
  recordEvidence({ append, clock, sha256Of, evidenceFor: (id) => collectorById(id).evidenceFor }),
);
