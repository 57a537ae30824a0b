import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { encodeFailure, failureOf } from '../../lib/domain/failure.ts';
import { logger } from './logger.ts';

/** Milliseconds reserved at the end of the function's time, to report properly that it was too short. */
const RESERVE = 5_000;

/** A step of the workflow, or the freshness probe. `deadline`, in milliseconds since 1970, is when it must have finished. */
export type Step = (request: unknown, deadline: number) => Promise<unknown>;

/** Wraps a step as a Lambda function. Adds logging, and encodes errors for Step Functions and `decodeCaught`. */
export function stepHandler(step: Step) {
  return middy(async (request: unknown, context: Context) =>
    step(request, Date.now() + context.getRemainingTimeInMillis() - RESERVE),
  )
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .onError(({ error }) => {
      logger.warn('The step failed', { failure: failureOf(error) });
      throw encodeFailure(error);
    });
}
