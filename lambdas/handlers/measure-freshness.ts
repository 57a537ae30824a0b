import { COLLECTORS } from '../collectors/registry.ts';
import { registerClient } from '../register/register-client.ts';
import { eachItem } from '../register/register-pages.ts';
import { RegisterReader } from '../register/register-reader.ts';
import { systemClock as clock } from '../runtime/clock.ts';
import { emfMeter as meter } from '../runtime/emf-meter.ts';
import { RegisterEnv, readEnv } from '../runtime/env.ts';
import { logDamaged } from '../runtime/logger.ts';
import { stepHandler } from '../runtime/step-handler.ts';
import { measureFreshness } from '../steps/measure-freshness.ts';

const table = { client: registerClient(), tableName: readEnv(RegisterEnv).REGISTER_TABLE };
const reader = new RegisterReader(table, logDamaged);
const collectors = COLLECTORS.map(({ id }) => id);
const latest = reader.latest.bind(reader);
const runs = (connection: string) => eachItem((page) => reader.runs(connection, page));
export const handler = stepHandler(measureFreshness({ collectors, latest, runs, meter, clock }));
