import { describe, expect, test } from '@jest/globals';
import { securityAlerts } from '../../lib/collectors/security-alerts/collector.ts';
import { failureOf } from '../../lib/domain/failure.ts';
import { graphError } from '../../lib/graph/graph-error.ts';
import type { HeldRole } from '../../lib/sign-in/token-roles.ts';

const { needs } = securityAlerts;

interface Answered {
  status?: number;
  code?: string;
  message?: string;
  headers?: Record<string, string>;
  held?: HeldRole;
}

function refused({ status = 403, code = '', message = '', headers = {}, held = needs.permission }: Answered) {
  const body = Buffer.from(JSON.stringify({ error: { code, message } }));
  return failureOf(graphError('GET /v1.0/x', { status, headers, body }, needs, held));
}

describe('if the token cannot be read', () => {
  test.each([
    ['Your tenant is not licensed for this feature.', 'LicenseMissing'],
    ['Access is denied.', 'PermissionMissing'],
    ['Missing application roles for the subscription.', 'PermissionMissing'],
    ['Insufficient privileges to read licence data.', 'PermissionMissing'],
  ])('the words decide: "%s" is %s', (message, name) => {
    expect(refused({ message, held: null }).name).toBe(name);
  });
});

describe('words that are not about a licence:', () => {
  test.each(['Please upgrade the client to TLS 1.2.', 'Industrial action.', 'Access is denied.', ''])(
    '"%s"',
    (message) => expect(refused({ message }).name).toBe('RefusedDespitePermission'),
  );
});

describe('a 400 or 404 is about a licence only if it names the tenant:', () => {
  test.each([
    [400, 'AADB2C90063', '', 'LicenseMissing'],
    [400, 'BadRequest', 'Tenant does not have premium license', 'LicenseMissing'],
    [404, 'NotFound', 'Tenant is not provisioned for Microsoft Defender', 'LicenseMissing'],
    [400, 'BadRequest', "Could not find a property named 'subscription'", 'GraphRefused'],
    [404, 'NotFound', 'The tenant was not found', 'GraphRefused'],
  ])('%i %s %s is %s', (status, code, message, name) =>
    expect(refused({ status, code, message }).name).toBe(name),
  );
});

describe('words about a licence, a service that is not set up, or a kind of directory:', () => {
  test.each([
    ['Forbidden', "The tenant hasn't been onboarded to Microsoft Defender."],
    ['Forbidden', 'Microsoft Defender is not enabled for this tenant.'],
    ['Forbidden', 'This feature is not supported for External ID tenants.'],
    ['Forbidden', 'The tenant is UNLICENSED'],
    ['Forbidden', 'The trial has expired.'],
    ['Forbidden', 'No valid service plan was found.'],
    ['Forbidden', 'Tenant is not subscribed.'],
    ['SkuNotSupported', ''],
    ['Tenant_Not_Entitled', ''],
    ['TenantLicenceRequired', ''],
    ['NoProvisionedInstance', ''],
  ])('%s: %s', (code, message) => expect(refused({ code, message }).name).toBe('LicenseMissing'));

  test('in an inner error', () => {
    const body = Buffer.from('{"error":{"code":"Forbidden","innererror":{"code":"TenantNotLicensed"}}}');
    expect(graphError('GET /x', { status: 403, headers: {}, body }, needs, needs.permission).name).toBe(
      'LicenseMissing',
    );
  });

  test('402 Payment Required', () => {
    expect(refused({ status: 402, message: 'A licence is required.' }).name).toBe('LicenseMissing');
  });
});

describe('401:', () => {
  const CHALLENGE = 'Bearer realm="", error="insufficient_claims", claims="eyJh"';
  test.each([
    ['an unknown app', { code: 'Authorization_IdentityNotFound' }, /grant admin consent.*tenant id/],
    [
      'a claims challenge',
      { headers: { 'www-authenticate': CHALLENGE } },
      /Conditional Access.*allow the addresses/,
    ],
    ['in capitals', { headers: { 'www-authenticate': CHALLENGE.toUpperCase() } }, /Conditional Access/],
    [
      'the second challenge',
      { headers: { 'www-authenticate': `Basic realm="x", ${CHALLENGE}` } },
      /Conditional Access/,
    ],
    ['claims only', { headers: { 'www-authenticate': 'Bearer claims="eyJh"' } }, /Conditional Access/],
    [
      'words of continuous access evaluation',
      { message: 'Continuous access evaluation resulted in challenge with result: InteractionRequired' },
      /Conditional Access/,
    ],
    ['anything else', { code: 'InvalidAuthenticationToken' }, /national cloud/],
  ])('%s', (_, answer, remedy) => {
    const failure = refused({ status: 401, ...answer });
    expect(failure.name).toBe('GraphRefused');
    expect(failure.remedy).toMatch(remedy);
  });
});

test('a claims challenge with 403 means Conditional Access, not a missing licence', () => {
  const headers = { 'www-authenticate': 'Bearer error="insufficient_claims"' };
  const { name, remedy } = refused({ headers, message: 'Subscription.' });
  expect(name).toBe('GraphRefused');
  expect(remedy).toContain('Conditional Access policy for workload identities');
});
