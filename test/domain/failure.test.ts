import { describe, expect, test } from '@jest/globals';
import * as errors from '../../lib/domain/errors.ts';
import { decodeCaught, encodeFailure, failureOf } from '../../lib/domain/failure.ts';

type Named = new (message: string, details: errors.ErrorDetails) => errors.SyncError;
const CLASSES = Object.entries(errors).flatMap(([name, exported]): [string, Named][] =>
  typeof exported === 'function' && exported !== errors.SyncError ? [[name, exported as Named]] : [],
);

/** Returns the error of a Lambda function in the form that a Catch passes on. */
const caughtFrom = (error: Error) => ({
  Error: error.name,
  Cause: JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: ['at x'] }),
});

test('every named error has a class, and every class its own name', () => {
  expect(CLASSES.map(([name]) => name).sort()).toEqual(Object.values(errors.ErrorName).sort());
});

test.each(CLASSES)('%s keeps its name, message and remedy through a Catch', (name, Class) => {
  const details = {
    remedy: 'Do this.',
    code: 'C1',
    requestId: 'r1',
    tenantId: 't1',
    cause: new Error('inner'),
  };
  const encoded = encodeFailure(new Class('What happened', details));
  expect(encoded.name).toBe(name);
  expect(decodeCaught(caughtFrom(encoded))).toEqual({
    name,
    message: 'What happened',
    remedy: 'Do this.',
    code: 'C1',
    requestId: 'r1',
    tenantId: 't1',
  });
});

test('an unexpected error keeps its name and points to the log', () => {
  expect(failureOf(new TypeError('x is undefined'))).toEqual({
    name: 'TypeError',
    message: 'x is undefined',
    remedy: expect.stringContaining('log'),
  });
});

describe('decodes other errors behind a Catch:', () => {
  test.each([
    ['a timeout without a Cause', { Error: 'States.Timeout' }, 'ran out of time'],
    [
      'a Lambda that ran out of time',
      {
        Error: 'Sandbox.Timedout',
        Cause: '{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after 600.00 seconds"}',
      },
      'Task timed out after 600.00 seconds',
    ],
    [
      'a function that the system killed',
      {
        Error: 'Runtime.ExitError',
        Cause:
          '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r1 Error: Runtime exited with error: signal: killed"}',
      },
      'ran out of memory (RequestId: r1 Error: Runtime exited with error: signal: killed)',
    ],
    [
      'a function whose heap is full',
      {
        Error: 'Runtime.ExitError',
        Cause:
          '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: r1 Error: Runtime exited with error: signal: aborted"}',
      },
      'ran out of memory',
    ],
    ['a function out of memory without a Cause', { Error: 'Runtime.OutOfMemory' }, 'ran out of memory'],
    [
      'a function that ended for another reason',
      { Error: 'Runtime.ExitError', Cause: '{"errorMessage":"Runtime exited with error: exit status 1"}' },
      'exit status 1',
    ],
    [
      'a Cause that is not JSON',
      { Error: 'Lambda.Unknown', Cause: 'The cause could not be determined' },
      'could not be determined',
    ],
    ['a Cause that is other JSON', { Error: 'X', Cause: '[1]' }, '[1]'],
    ['an error with only a name', { Error: 'States.TaskFailed' }, 'States.TaskFailed'],
  ])('%s', (_, caught, words) => {
    const failure = decodeCaught(caught);
    expect(failure).toMatchObject({ name: caught.Error, message: expect.stringContaining(words) });
    expect(failure.remedy).not.toBe('');
  });
});

test('a throttled Lambda function names the quota of the account, not the tenant', () => {
  const { remedy } = decodeCaught({ Error: 'Lambda.TooManyRequestsException', Cause: 'Rate Exceeded.' });
  expect(remedy).toContain('Concurrent executions');
});
