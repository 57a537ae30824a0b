import { COLLECTORS } from '../lib/collectors/registry.ts';
import { registerClient } from '../lib/register/register-client.ts';
import { eachItem } from '../lib/register/register-pages.ts';
import { RegisterReader } from '../lib/register/register-reader.ts';
import { measureFreshness } from '../lib/sync/measure-freshness.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { emfMeter as meter } from './runtime/emf-meter.ts';
import { RegisterEnv, readEnv } from './runtime/env.ts';
import { logDamaged } from './runtime/logger.ts';
import { stepHandler } from './runtime/step-handler.ts';

const table = { client: registerClient(), tableName: readEnv(RegisterEnv).REGISTER_TABLE };
const reader = new RegisterReader(table, logDamaged);
const collectors = COLLECTORS.map(({ id }) => id);
const latest = reader.latest.bind(reader);
const runs = (connection: string) => eachItem((page) => reader.runs(connection, page));
export const handler = stepHandler(measureFreshness({ collectors, latest, runs, meter, clock }));
