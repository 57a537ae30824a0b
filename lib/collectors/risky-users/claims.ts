import type { Claims } from '../../domain/claim.ts';

const PORTAL =
  'Compare the list of risky users in the Microsoft Entra admin centre (Protection, Risky activities) with a sync of the same hour.';
const FOLLOWED =
  'Choose a user from that list, and ask for the record of what was done: a new password, a block, or a dismissal with its reason.';
const DETECTED = 'Microsoft detects the risk, from sign-ins to Entra. Accounts outside Entra are not in it.';

/** What flagged users show for each requirement. */
export const claims: Claims = {
  'iso-27001-2022': {
    'A.5.15': {
      claim:
        'Accounts whose use does not look like their owner’s are detected, and each sync counts those that still have access at risk.',
      limits: 'The rules of access themselves are not in it.',
      test: FOLLOWED,
    },
    'A.8.5': {
      claim:
        'Sign-ins with credentials that may be stolen are detected, and the items show how many accounts are affected.',
      limits: DETECTED,
      test: PORTAL,
    },
  },
  'soc2-2017': {
    'CC6.1': {
      claim:
        'Accounts that may be in the wrong hands are detected and counted at each sync, by level of risk and by state.',
      limits: DETECTED,
      test: PORTAL,
    },
  },
  'nist-csf-2.0': {
    'DE.CM-03': {
      claim:
        'The sign-ins of users are watched for signs of misuse, and each sync counts the users that are flagged.',
      limits: 'Only sign-ins to Entra are watched. What a person does after the sign-in is not in it.',
      test: PORTAL,
    },
    'PR.AA-01': {
      claim:
        'The items show how many identities are flagged as at risk, and how many were remediated or dismissed.',
      limits:
        'The life of an account from its request to its deletion is not in it, nor are service accounts and devices.',
      test: FOLLOWED,
    },
  },
  'nis2-2022-2555': {
    '21.2.i': {
      claim: 'Accounts whose access is at risk are detected, and the items show whether they are handled.',
      limits: 'Human resources security and the management of assets are not in it.',
      test: FOLLOWED,
    },
  },
};
