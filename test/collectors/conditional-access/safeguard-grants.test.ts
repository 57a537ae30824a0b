import { describe, expect, test } from '@jest/globals';
import type { SafeguardName } from '../../../lib/collectors/conditional-access/safeguard-rules.ts';
import {
  PHISHING_RESISTANT,
  type PolicyParts,
  policyBody,
} from '../../../lib/collectors/conditional-access/sandbox-policy.ts';
import { and, block, both, grant, legacy, met, mfa } from './met-safeguards.ts';

const ownStrength = (requirementsSatisfied?: string) => ({
  authenticationStrength: { id: 'f00', displayName: 'Ours', requirementsSatisfied },
});

const weakStrength = {
  authenticationStrength: {
    ...ownStrength('mfa').authenticationStrength,
    allowedCombinations: ['fido2', 'password'],
  },
};

describe('grant controls: a policy for all users and apps that requires', () => {
  test.each<[string, PolicyParts['grant'], SafeguardName[]]>([
    ['MFA', mfa, both],
    ['MFA and a compliant device', and('mfa', 'compliantDevice'), [...both, 'compliantDeviceRequired']],
    ['MFA or a compliant device', grant('mfa', 'compliantDevice'), []],
    [
      'MFA or a device, by an operator in small letters',
      { ...grant('mfa', 'x'), operator: 'or' as 'OR' },
      [],
    ],
    ['MFA and a device, by an unknown operator', { ...grant('mfa', 'x'), operator: 'XOR' as 'OR' }, []],
    ['MFA and a password change', and('mfa', 'passwordChange'), both],
    ['MFA or terms of use', { ...mfa, termsOfUse: ['t'] } as object, []],
    ['MFA and terms of use', { ...and('mfa'), termsOfUse: ['t'] } as object, both],
    ['MFA or a custom control', { ...mfa, customAuthenticationFactors: ['c'] } as object, []],
    ['MFA or a control that is not known', grant('mfa', 'faceScan'), []],
    ['MFA or a member that is not known', { ...mfa, faceScan: { isEnabled: true } } as object, []],
    ['a strength of Microsoft', { authenticationStrength: PHISHING_RESISTANT }, both],
    [
      'a strength of Microsoft, sent with its id only',
      { authenticationStrength: { id: PHISHING_RESISTANT.id } },
      both,
    ],
    ['a strength of the tenant that satisfies MFA', ownStrength('mfa'), both],
    ['a strength of the tenant that does not satisfy MFA', ownStrength('none'), []],
    ['a strength with an unknown requirement', ownStrength('unknownFutureValue'), []],
    ['a strength of the tenant, sent without its requirement', ownStrength(), []],
    [
      'a strength or a compliant device',
      { ...grant('compliantDevice'), authenticationStrength: PHISHING_RESISTANT },
      [],
    ],
    ['a compliant device', grant('compliantDevice'), ['compliantDeviceRequired']],
    ['a compliant or a hybrid joined device', grant('compliantDevice', 'domainJoinedDevice'), []],
    ['a hybrid joined device', grant('domainJoinedDevice'), []],
    ['nothing', grant(), []],
    ['MFA, but blocks', and('mfa', 'block'), legacy],
    ['nothing, because it blocks', block, legacy],
    ['MFA or a block, because a user may choose MFA', grant('mfa', 'block'), []],
    ['a strength that satisfies MFA, but allows a password alone', weakStrength, []],
  ])('%s', (_, controls, expected) => {
    expect(met(policyBody(controls ? { grant: controls } : {}))).toEqual(expected);
  });

  test('session controls only', () => {
    expect(met(policyBody({ session: { signInFrequency: { value: 4, type: 'hours' } } }))).toEqual([]);
  });
});
