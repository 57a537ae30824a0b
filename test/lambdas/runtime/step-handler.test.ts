import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { readEnv } from '../../../lambdas/runtime/env.ts';
import { logger } from '../../../lambdas/runtime/logger.ts';
import { stepHandler } from '../../../lambdas/runtime/step-handler.ts';
import { LicenseMissing } from '../../../lib/domain/errors.ts';
import { decodeCaught } from '../../../lib/domain/failure.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: 'r', functionName: 'f' } as Context;
const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
  for (const level of ['info', 'warn', 'error'] as const) {
    jest.spyOn(logger, level).mockImplementation((...entry: unknown[]) => {
      logged.push(JSON.stringify(entry));
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('passes the request to the step, with a deadline before the function’s own', async () => {
  const before = Date.now();
  const handler = stepHandler(async (request, deadline) => ({ request, deadline }));
  const { request, deadline } = (await handler({ a: 1 }, context)) as { request: unknown; deadline: number };
  expect(request).toEqual({ a: 1 });
  expect(deadline - 55_000).toBeGreaterThanOrEqual(before);
  expect(deadline - 55_000).toBeLessThanOrEqual(Date.now());
});

test('throws errors under their names, encoded for `decodeCaught`', async () => {
  const handler = stepHandler(async () => {
    throw new LicenseMissing('Not licensed.', { remedy: 'Buy it.', code: 'Forbidden' });
  });
  const { name, message } = await rejection(handler({}, context));
  expect(name).toBe('LicenseMissing');
  const caught = { Error: name, Cause: JSON.stringify({ errorType: name, errorMessage: message }) };
  expect(decodeCaught(caught)).toMatchObject({ name, message: 'Not licensed.', remedy: 'Buy it.' });
  expect(logged.join()).toContain('Not licensed.');
});

test('does not log the request, which may hold a sealed token', async () => {
  await stepHandler(async () => 'done')({ session: { sealedToken: 'sealed-canary' } }, context);
  expect(logged.join()).not.toContain('sealed-canary');
});

test('names a missing environment variable', () => {
  expect(() => readEnv(z.object({ NO_SUCH_VARIABLE: z.string() }))).toThrow('NO_SUCH_VARIABLE');
});
