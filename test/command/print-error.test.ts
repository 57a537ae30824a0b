import { afterEach, expect, jest, test } from '@jest/globals';
import { printError } from '../../lib/command/print-error.ts';
import { UnusableContext } from '../../lib/connections/unusable-context.ts';
import { AwsRefusal } from '../../lib/deployment/on-aws/aws-refusal.ts';
import { DamagedRegister } from '../../lib/deployment/on-laptop/damaged-register.ts';
import { DiskFault } from '../../lib/deployment/on-laptop/disk-fault.ts';
import { FolderRefused } from '../../lib/deployment/on-laptop/private-folder.ts';
import { NotConnected } from '../../lib/domain/errors.ts';
import { commandAt, type Place } from '../../lib/domain/remedy.ts';
import { type UserError, WrongUsage } from '../../lib/domain/user-error.ts';

const ON_AWS: Place = { command: 'sync', local: false };
const HERE: Place = { command: 'sync', local: true };

let printed = '';
jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
  printed += String(text);
  return true;
});
afterEach(() => {
  printed = '';
});

const details = { remedy: 'Do this.' };

test.each<[UserError, number]>([
  [new WrongUsage('What happened', details), 2],
  [new UnusableContext('What happened', details), 1],
  [new AwsRefusal('What happened', details), 1],
  [new DiskFault('What happened', details), 1],
  [new FolderRefused('What happened', details), 1],
  [new NotConnected('What happened', details), 1],
])('prints message and remedy of %p, without a reference to --trace', (error, status) => {
  for (const place of [ON_AWS, HERE]) {
    printed = '';
    expect(printError(error, { trace: false, place })).toBe(status);
    expect(printed).toBe('What happened. Do this.\n');
  }
});

test('a remedy names the command of the place, and the connection of the error', () => {
  const remedy = (place: Place) => `Connect it: ${commandAt('connect', place)}`;
  const error = new NotConnected('The secret holds the placeholder', { remedy, connection: 'plant' });
  printError(error, { trace: false, place: HERE });
  expect(printed).toContain('Connect it: npx m365-evidence connect plant --local');
});

test('explains a fault of the disk on this machine, and an error of the AWS SDK on AWS', () => {
  const disk = Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC', path: '/r' });
  const aws = Object.assign(new Error('expired'), { name: 'ExpiredTokenException' });
  expect(printError(disk, { trace: false, place: HERE })).toBe(1);
  expect(printError(aws, { trace: false, place: ON_AWS })).toBe(1);
  expect(printError(new DamagedRegister(), { trace: false, place: HERE })).toBe(1);
  expect(printed).toMatch(/^The disk is full: .*Free some space.*\n.*have expired\. Sign in again.*\n/);
  expect(printed).toMatch(/Restore a copy of its folder/);
  expect(printed).not.toContain('--trace');
});

test('an unexpected error gets a reference to --trace, and with --trace its stack', () => {
  const bug = new TypeError('x is not a function');
  expect(printError(bug, { trace: false, place: HERE })).toBe(1);
  expect(printed).toBe('x is not a function. (--trace prints the stack trace)\n');
  printed = '';
  expect(printError(bug, { trace: true, place: HERE })).toBe(1);
  expect(printed).toMatch(/^x is not a function\.\nTypeError: x is not a function\n {4}at /);
});

test('an interruption is not an error', () => {
  const aborted = Object.assign(new Error('The operation was aborted'), { name: 'AbortError' });
  expect(printError(aborted, { trace: false, place: HERE })).toBe(130);
  expect(printed).toBe('Interrupted.\n');
});
