import { KMSClient } from '@aws-sdk/client-kms';
import { collectorById } from '../lib/collectors/registry.ts';
import { collect } from '../lib/sync/collect.ts';
import { emfMeter as meter } from './runtime/emf-meter.ts';
import { CollectEnv, readEnv } from './runtime/env.ts';
import { kmsDataKeys } from './runtime/kms-data-keys.ts';
import { logProgress } from './runtime/logger.ts';
import { s3Put } from './runtime/s3-put.ts';
import { signingPorts } from './runtime/signing-ports.ts';
import { stepHandler } from './runtime/step-handler.ts';

const { AWS_REGION, COLLECTOR, SEAL_KEY_ARN, VAULT_URL } = readEnv(CollectEnv);
const aws = signingPorts(AWS_REGION);
const { openTransport, clock, random } = aws;
const dataKeys = kmsDataKeys(new KMSClient(), SEAL_KEY_ARN);
const vault = { put: s3Put(VAULT_URL, aws) };
const ports = { dataKeys, openTransport, vault, clock, random, onProgress: logProgress, meter };
export const handler = stepHandler(collect(collectorById(COLLECTOR), ports));
