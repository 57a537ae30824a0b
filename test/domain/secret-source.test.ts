import { describe, expect, test } from '@jest/globals';
import { type ConnectionSecretInvalid, NotConnected } from '../../lib/domain/errors.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import { parseConnectionSecret } from '../../lib/domain/secret-source.ts';
import { SURROUNDINGS } from '../support/surroundings.ts';

const GOOD = {
  tenantId: '3f6c8a1e-52d7-4b0e-9c41-7a0d2b9e6f15',
  clientId: 'b1d4f7a2-08c3-4e96-a5fb-6d2c913e7084',
  clientSecret: 'canary~value',
};
const parse = (secret: unknown) =>
  parseConnectionSecret('arn:secret', typeof secret === 'string' ? secret : JSON.stringify(secret));

function complaint(secret: unknown): ConnectionSecretInvalid {
  try {
    parse(secret);
  } catch (error) {
    return error as ConnectionSecretInvalid;
  }
  throw new Error('It was accepted');
}

test('converts the tenant id to lower case', () => {
  expect(parse({ ...GOOD, tenantId: GOOD.tenantId.toUpperCase() })).toEqual(GOOD);
});

test.each([
  GOOD.tenantId,
  'contoso.onmicrosoft.com',
  'example.com',
  'xn--bcher-kva.example',
  'beispiel.xn--p1ai',
  'xn--fiqs8s.xn--fiqs8s',
])('accepts the tenant %s', (tenantId) => {
  expect(parse({ ...GOOD, tenantId })).toEqual({ ...GOOD, tenantId });
});

test.each(SURROUNDINGS)('accepts values with %s around them', (_, surround) => {
  const values = { ...GOOD, clientSecretExpires: '2027-05-31' };
  const around = Object.entries(values).map(([field, value]) => [field, surround(value)]);
  expect(parse(Object.fromEntries(around))).toEqual(values);
});

test.each(SURROUNDINGS)('accepts the JSON text with %s around it', (_, surround) => {
  expect(parse(surround(JSON.stringify(GOOD, null, 2).replaceAll('\n', '\r\n')))).toEqual(GOOD);
});

test('accepts the expiry date of the client secret', () => {
  const secret = { ...GOOD, clientSecretExpires: '2027-05-31' };
  expect(parse(secret)).toEqual(secret);
});

describe('names the secret and the field if', () => {
  test.each([
    ['it is not JSON', 'canary~value', 'is not a JSON object'],
    ['it is empty', '', 'is not a JSON object'],
    ['it is a list', ['canary~value'], 'is not a JSON object'],
    ['a field is missing', { ...GOOD, clientId: undefined }, 'has no clientId'],
    ['a field is empty', { ...GOOD, clientSecret: '' }, 'has no clientSecret'],
    ['a field is blank', { ...GOOD, clientSecret: ' "\u00a0" \r\n' }, 'has no clientSecret'],
    ['a field is null', { ...GOOD, clientId: null }, 'has a clientId that is not text'],
    [
      'the placeholder is still there',
      { ...GOOD, clientSecret: ' "replace-me"\n' },
      'still holds the placeholder as its clientSecret',
    ],
    [
      'the tenant is neither GUID nor domain',
      { ...GOOD, tenantId: 'canary~value/../x' },
      'has a tenantId that must be a GUID or a verified domain',
    ],
    [
      'the tenant smuggles a path',
      { ...GOOD, tenantId: 'example.com/common' },
      'has a tenantId that must be',
    ],
    [
      'the client id is not a GUID',
      { ...GOOD, clientId: 'canary~value' },
      'has a clientId that must be a GUID',
    ],
    [
      'the expiry date is not a day',
      { ...GOOD, clientSecretExpires: '2027-02-30' },
      'has a clientSecretExpires that must be a day like 2027-05-31',
    ],
    ['the secret is not text', { ...GOOD, clientSecret: 7 }, 'has a clientSecret that is not text'],
    [
      'the secret has a line end inside',
      { ...GOOD, clientSecret: 'canary~\nvalue' },
      'has a clientSecret that holds blanks',
    ],
  ])('%s', (_, secret, words) => {
    const error = complaint(secret);
    expect(error.name).toBe('ConnectionSecretInvalid');
    expect(error.message).toContain(`The connection secret arn:secret ${words}`);
    expect(failureOf(error).remedy).toContain('"clientSecret"');
    expect(JSON.stringify([error.message, error.details, error.stack])).not.toContain('canary');
  });
});

test('throws NotConnected if the secret holds only placeholders', () => {
  const placeholder = { tenantId: 'replace-me', clientId: 'replace-me', clientSecret: 'replace-me' };
  expect(() => parse(placeholder)).toThrow(NotConnected);
  expect(() => parse({ ...placeholder, clientSecretExpires: '2027-05-31' })).toThrow(NotConnected);
  expect(complaint({ ...placeholder, clientSecret: 'canary~value' }).name).toBe('ConnectionSecretInvalid');
});
