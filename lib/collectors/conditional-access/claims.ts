import type { Claims } from '../../domain/claim.ts';

const PORTAL =
  'Compare the list of policies in the Microsoft Entra admin centre (Protection, Conditional Access, Policies) with the policies in one sync of the same day.';
const CHANGE =
  'Choose two syncs between which a policy changed, and find the change in the Entra audit log and in your change process.';
const EXCLUDED =
  'Choose an enabled policy with exclusions, and ask for the list of excluded users and for the approval of each.';
const WHO =
  'A policy can exclude users, apps and places. Names of users and members of groups are not in it.';

/** What the policies of Conditional Access show for each requirement. */
export const claims: Claims = {
  'iso-27001-2022': {
    'A.5.15': {
      claim:
        'The rules by which Entra grants access are recorded at each sync, with the state of each policy.',
      limits: WHO,
      test: PORTAL,
    },
    'A.8.2': {
      claim:
        'Policies that apply to administrators are recorded with their state, so that a weaker rule leaves a trace.',
      limits: 'The items do not show who holds a privileged role, or when the role was reviewed.',
      test: CHANGE,
    },
  },
  'soc2-2017': {
    'CC6.3': {
      claim:
        'The policies that limit access are recorded at each sync, and every change of their state is visible.',
      limits: 'The items do not show who asked for a change of access, or who approved it.',
      test: CHANGE,
    },
  },
  'nist-csf-2.0': {
    'PR.AA-03': {
      claim:
        'The items show which policies enforce conditions of authentication, or that security defaults do if no policy is enabled.',
      limits: WHO,
      test: EXCLUDED,
    },
    'PR.AA-05': {
      claim:
        'Permissions to sign in are defined in policies, and each sync records whether they are enforced.',
      limits: 'Permissions inside apps, the separation of duties, and reviews of access are not in it.',
      test: CHANGE,
    },
  },
  'nis2-2022-2555': {
    '21.2.i': {
      claim: 'The access control policies of Entra are recorded at each sync, with the state of each.',
      limits: 'Human resources security and the management of assets are not in it.',
      test: PORTAL,
    },
    '21.2.j': {
      claim:
        'The items show which policies are enabled that can require multi-factor authentication, or that security defaults require it.',
      limits:
        'Secured voice, video, text and emergency communication are not in it. A policy can exclude users.',
      test: EXCLUDED,
    },
  },
};
