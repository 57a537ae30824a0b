import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { encodeFailure, failureOf } from '../domain/failure.ts';
import { logger } from './logger.ts';

/** Kept back from the function's time, for saying in good order that it was not enough. */
const RESERVE = 5_000;

/** A step of the workflow, or the freshness probe: what it is given, and when (milliseconds since 1970) it must have finished. */
export type Step = (request: unknown, deadline: number) => Promise<unknown>;

/** A step as a Lambda function: logged, and with errors as Step Functions and `decodeCaught` read them. */
export function stepHandler(step: Step) {
  return middy(async (request: unknown, context: Context) =>
    step(request, Date.now() + context.getRemainingTimeInMillis() - RESERVE),
  )
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .onError(({ error }) => {
      logger.warn('The step did not succeed', { failure: failureOf(error) });
      throw encodeFailure(error);
    });
}
