import { expect, test } from '@jest/globals';
import { AwsRefusal, awsRefusalOf } from '../../../lib/deployment/on-aws/aws-refusal.ts';
import { WrongUsage } from '../../../lib/domain/user-error.ts';
import { errorText } from '../../support/error-text.ts';

const error = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

test.each<[what: string, error: Error, words: RegExp]>([
  [
    'no credentials',
    error('CredentialsProviderError', 'Could not load credentials'),
    /No AWS credentials.*--profile.*--local/,
  ],
  ['expired credentials', error('ExpiredTokenException', 'expired'), /expired\. Sign in again/],
  [
    'wrong credentials',
    error('UnrecognizedClientException', 'The token is invalid'),
    /does not accept your credentials.*invalid/,
  ],
  ['no region', error('Error', 'Region is missing'), /No AWS region.*--region/],
  [
    'a missing permission',
    error('AccessDeniedException', 'User: arn:x is not authorized to perform: states:StartExecution'),
    /lacks a permission: .*states:StartExecution.*README/,
  ],
  [
    'no network',
    error('Error', 'getaddrinfo ENOTFOUND states', { code: 'ENOTFOUND' }),
    /could not be reached.*ENOTFOUND/,
  ],
  [
    'any other error of AWS',
    error('ThrottlingException', 'Rate exceeded', { $metadata: {} }),
    /ThrottlingException: Rate exceeded/,
  ],
])('explains %s and says what to do', (_, thrown, words) => {
  const refusal = awsRefusalOf(thrown);
  expect(refusal).toBeInstanceOf(AwsRefusal);
  expect(errorText(refusal)).toMatch(words);
  expect((refusal as AwsRefusal).cause).toBe(thrown);
});

test('returns an error of another origin unchanged', () => {
  const bug = new TypeError('x is not a function');
  expect(awsRefusalOf(bug)).toBe(bug);
  expect(awsRefusalOf('text')).toBe('text');
});

test('returns an error that is already meant for people unchanged', () => {
  const cause = error('Error', 'connect ECONNREFUSED', { code: 'ERR_PROXY_TUNNEL' });
  const known = new WrongUsage('HTTPS_PROXY is wrong', { remedy: 'Correct it.', cause });
  expect(awsRefusalOf(known)).toBe(known);
});
