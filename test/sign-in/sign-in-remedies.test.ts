import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { failureOf } from '../../lib/domain/failure.ts';
import { LOCAL_SYNC, type Place, remedyAt } from '../../lib/domain/remedy.ts';
import { federationRemedy } from '../../lib/sign-in/federation-remedies.ts';
import { signInRejected } from '../../lib/sign-in/sign-in-error.ts';
import { SIGN_IN_REMEDIES } from '../../lib/sign-in/sign-in-remedies.ts';

const TROUBLESHOOTING = readFileSync(join(import.meta.dirname, '../../.github/TROUBLESHOOTING.md'), 'utf8');
const rejected = (text: string, error = 'invalid_client') =>
  failureOf(signInRejected({ text, error, correlationId: 'c-1' }, 'contoso.onmicrosoft.com'));

test('each code in the troubleshooting tables has a remedy', () => {
  const named = [...TROUBLESHOOTING.matchAll(/AADSTS(\d+)/g)].map(([, number]) => number);
  expect(named.length).toBeGreaterThan(10);
  for (const number of named)
    expect(federationRemedy(number ?? '', undefined) ?? SIGN_IN_REMEDIES[number ?? '']).toBeDefined();
});

describe('the remedy says what to do for', () => {
  test.each([
    ['7000112', /app is disabled.*Enterprise applications/],
    ['500014', /Microsoft Graph is disabled/],
    ['500011', /does not know Microsoft Graph/],
    ['7000229', /grant admin consent/],
    ['900023', /tenant id is neither/],
    ['900021', /tenant id is neither/],
    ['5000225', /blocked the tenant.*reactivate/],
    ['5000224', /blocked the tenant/],
    ['700027', /certificate is not registered/],
    ['700211', /federated.*the issuer/i],
    ['700212', /federated.*the audience/i],
    ['700213', /federated.*the subject/i],
    ['7002138', /letters and their case count/],
    ['50194', /registered for one tenant only/],
    ...['90038', '90051', '900382', '900383', '900384', '900432', '900439'].map(
      (number) => [number, /another national cloud.*gcc-high or dod \(portal\.azure\.us\)/] as const,
    ),
  ])('%s', (number, remedy) => {
    const failure = rejected(
      `Error(s): ${number} - Timestamp: t - Description: AADSTS${number}: Text. Trace ID: x`,
    );
    expect(failure.code).toBe(`AADSTS${number}`);
    expect(failure.remedy).toMatch(remedy);
  });

  test('a code inside another refusal', () => {
    const text =
      'AADSTS90010: Not supported. InnerException: AADSTS9001023: The grant type is not supported over /common.';
    const failure = rejected(text);
    expect(failure.code).toBe('AADSTS90010');
    expect(failure.remedy).toContain('names no particular one');
  });

  test('a number without the AADSTS prefix', () => {
    expect(rejected('Error(s): 7000112 - Description: Unknown.').remedy).toContain('app is disabled');
  });

  test('any other code, with a link to its explanation', () => {
    expect(rejected('AADSTS650052: Text.').remedy).toContain('login.microsoftonline.com/error?code=650052');
    expect(rejected('constructor', 'constructor').remedy).toContain('login.microsoftonline.com/error;');
  });
});

const PLACES: [string, Place][] = [
  ['check', { command: 'check', local: false, connection: 'plant' }],
  ['connect', { command: 'connect', local: false, connection: 'plant' }],
  ['check --local', { command: 'check', local: true, connection: 'plant' }],
  ['connect --local', { command: 'connect', local: true, connection: 'plant' }],
  ['sync --local', LOCAL_SYNC],
];

test.each(PLACES)('remedies for %s do not mention the next sync, and their commands fit', (_, place) => {
  for (const remedy of Object.values(SIGN_IN_REMEDIES)) {
    const text = remedyAt(remedy, place);
    expect(text).not.toMatch(/next sync/i);
    for (const [command] of text.matchAll(/npx m365-evidence [^"]*/g)) {
      expect(command.includes('--local')).toBe(place.local);
      if (place.connection) expect(command).toContain(` ${place.connection}`);
    }
  }
});
