import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { factChangesOf, figuresOf, titleOf } from '../lib/collectors/registry.ts';
import { registerClient } from '../lib/register/register-client.ts';
import { RegisterReader } from '../lib/register/register-reader.ts';
import { announceSync } from '../lib/sync/announce-sync.ts';
import { emfMeter as meter } from './runtime/emf-meter.ts';
import { readEnv, SettledRegisterEnv } from './runtime/env.ts';
import { eventPublisher } from './runtime/event-publisher.ts';
import { logDamaged } from './runtime/logger.ts';
import { settingsSource } from './runtime/settings-source.ts';
import { signingPorts } from './runtime/signing-ports.ts';
import { stepHandler } from './runtime/step-handler.ts';

const env = readEnv(SettledRegisterEnv);
const table = { client: registerClient(), tableName: env.REGISTER_TABLE };
const reader = new RegisterReader(table, logDamaged);
const publish = eventPublisher(new EventBridgeClient());
const run = reader.run.bind(reader);
const review = reader.review.bind(reader);
const terms = {
  figuresOf,
  titleOf,
  factChangesOf,
  settings: settingsSource(env, signingPorts(env.AWS_REGION)),
};
export const handler = stepHandler(announceSync({ run, review, ...terms, publish, meter }));
