import { describe, expect, test } from '@jest/globals';
import { GraphUnavailable } from '../../lib/domain/errors.ts';
import { encodeFailure, failureOf } from '../../lib/domain/failure.ts';
import {
  commandAt,
  LOCAL_SYNC,
  type Place,
  remedyAt,
  tryAgain,
  waitAndTryAgain,
} from '../../lib/domain/remedy.ts';

const CHECK: Place = { command: 'check', local: true, connection: 'plant' };

test('a command has the connection and the options of the command that was used', () => {
  expect(commandAt('connect', CHECK)).toBe('npx m365-evidence connect plant --local');
  expect(commandAt('check', { command: 'check', local: false })).toBe('npx m365-evidence check');
});

describe('the advice to wait', () => {
  test('mentions the next sync if a schedule starts it', () => {
    expect(waitAndTryAgain({ command: 'sync', local: false })).toBe(
      'Wait for the next sync, or run one later',
    );
  });
  test.each([LOCAL_SYNC, CHECK, { ...CHECK, local: false }, { ...CHECK, command: 'connect' as const }])(
    'names the command to run again: %j',
    (place) => {
      expect(waitAndTryAgain(place)).toBe(`Run "${commandAt(place.command, place)}" again in a few minutes`);
      expect(tryAgain(place)).toBe(`Run "${commandAt(place.command, place)}" again`);
    },
  );
});

test('a remedy is a text or a function of its place, and an encoded failure holds the text', () => {
  expect(remedyAt('Buy it.', CHECK)).toBe('Buy it.');
  const error = new GraphUnavailable('Busy', { remedy: waitAndTryAgain, connection: 'plant' });
  expect(failureOf(error).remedy).toBe('Wait for the next sync, or run one later');
  expect(JSON.parse(encodeFailure(error, LOCAL_SYNC).message)).toEqual({
    name: 'GraphUnavailable',
    message: 'Busy',
    remedy: 'Run "npx m365-evidence sync plant --local" again in a few minutes',
  });
});

test('a fault of the program points to the log of a function only if there is one', () => {
  const { remedy } = failureOf(new TypeError('x'));
  expect(remedy).toContain('log');
  for (const place of [CHECK, LOCAL_SYNC])
    expect(failureOf(new TypeError('x'), place).remedy).not.toContain('log');
});
