import { describe, expect, test } from '@jest/globals';
import type { SafeguardName } from '../../../lib/collectors/conditional-access/safeguard-rules.ts';
import { type PolicyParts, policyBody } from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import { and, block, grant, legacy, met, mfa } from './met-safeguards.ts';

describe('legacy authentication and risk:', () => {
  const clients = (...clientAppTypes: string[]) => ({ conditions: { clientAppTypes }, grant: block });
  const risk = (levels: object, controls: PolicyParts['grant']) =>
    ({ conditions: levels, grant: controls }) as PolicyParts;
  const signIns = { signInRiskLevels: ['high', 'medium'] };
  const users = { userRiskLevels: ['high'] };
  test.each<[string, PolicyParts, SafeguardName[]]>([
    ['blocks both legacy clients', clients('exchangeActiveSync', 'other'), legacy],
    ['blocks Exchange ActiveSync only', clients('exchangeActiveSync'), []],
    ['blocks other clients only', clients('other'), []],
    ['requires MFA of legacy clients', { ...clients('exchangeActiveSync', 'other'), grant: mfa }, []],
    [
      'blocks legacy clients of one app',
      { ...clients('exchangeActiveSync', 'other'), applications: { includeApplications: ['a'] } },
      [],
    ],
    [
      'blocks legacy clients of a group',
      { ...clients('exchangeActiveSync', 'other'), users: { includeUsers: [], includeGroups: ['g'] } },
      [],
    ],
    ['requires MFA at sign-in risk', risk(signIns, mfa), ['riskySignInsChallenged']],
    ['blocks at sign-in risk', risk(signIns, block), ['riskySignInsChallenged']],
    [
      'requires MFA at all levels',
      risk({ signInRiskLevels: ['low', 'medium', 'high'] }, mfa),
      ['riskySignInsChallenged'],
    ],
    ['requires MFA at high sign-in risk only', risk({ signInRiskLevels: ['high'] }, mfa), []],
    ['requires a compliant device at sign-in risk', risk(signIns, grant('compliantDevice')), []],
    ['requires MFA or a device at sign-in risk', risk(signIns, grant('mfa', 'compliantDevice')), []],
    [
      'requires a password change at user risk',
      risk(users, and('mfa', 'passwordChange')),
      ['riskyUsersChallenged'],
    ],
    ['blocks at user risk', risk(users, block), ['riskyUsersChallenged']],
    ['requires MFA at user risk', risk(users, mfa), ['riskyUsersChallenged']],
    ['requires MFA at medium user risk only', risk({ userRiskLevels: ['medium'] }, mfa), []],
    ['requires MFA at both risks together', risk({ ...signIns, ...users }, mfa), []],
    [
      'has only session controls at user risk',
      { conditions: users, session: { persistentBrowser: { mode: 'never' } } },
      [],
    ],
  ])('a policy that %s', (_, parts, expected) => {
    expect(met(policyBody(parts))).toEqual(expected);
  });
});
