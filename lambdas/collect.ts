import { KMSClient } from '@aws-sdk/client-kms';
import { collectorById } from '../lib/collectors/registry.ts';
import { openHttpTransport } from '../lib/http/http-transport.ts';
import { collect } from '../lib/sync/collect.ts';
import { systemClock as clock } from '../lib/sync/system-clock.ts';
import { emfMeter as meter } from './runtime/emf-meter.ts';
import { CollectEnv, readEnv } from './runtime/env.ts';
import { kmsDataKeys } from './runtime/kms-data-keys.ts';
import { logProgress } from './runtime/logger.ts';
import { stepHandler } from './runtime/step-handler.ts';

const { COLLECTOR, SEAL_KEY_ARN } = readEnv(CollectEnv);
const dataKeys = kmsDataKeys(new KMSClient(), SEAL_KEY_ARN);
const openTransport = openHttpTransport;
const { random } = Math;
const ports = { dataKeys, openTransport, clock, random, onProgress: logProgress, meter };
export const handler = stepHandler(collect(collectorById(COLLECTOR), ports));
