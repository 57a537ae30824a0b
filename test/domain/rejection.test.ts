import { expect, test } from '@jest/globals';
import { rejectionOf } from '../../lib/domain/rejection.ts';

test.each([
  ['WebIdentityRefused', 'aws'],
  ['AwsUnavailable', 'aws'],
  ['Lambda.TooManyRequestsException', 'aws'],
  ['ExecutionRedriven', 'redrive'],
  ['SignInRejected', 'sign-in'],
  ['ConnectionSecretInvalid', 'sign-in'],
  ['', 'sign-in'],
])('%s is a rejection of the kind %s', (name, kind) => expect(rejectionOf({ name }).kind).toBe(kind));
