import type { Claims } from '../../domain/claim.ts';

const PORTAL =
  'Compare the score of one day in the Microsoft Defender portal (Exposure management, Secure score, History) with the evidence item of that day.';
const ACTION =
  'Choose an improvement action from one item, and ask for the decision about it and for the date of that decision.';

/** What a Secure Score shows for each requirement. */
export const claims: Claims = {
  'iso-27001-2022': {
    'A.8.8': {
      claim:
        'Weaknesses in the configuration of Microsoft 365 are measured on a schedule, and the actions with the most to gain are known.',
      limits:
        'Microsoft decides what the score counts. Vulnerabilities of software, devices and other systems are not in it.',
      test: ACTION,
    },
    'A.5.36': {
      claim:
        'The items show, from sync to sync, whether the configuration moves towards Microsoft’s recommendations or away from them.',
      limits: 'The score measures Microsoft’s recommendations, and not the rules of your organization.',
      test: PORTAL,
    },
  },
  'soc2-2017': {
    'CC7.1': {
      claim:
        'A change of the configuration that opens or closes a weakness changes the score, and the next item shows it.',
      limits: 'Changes that gain and lose the same number of points are not visible in the score.',
      test: 'Choose a day on which the score fell, and ask which change of the configuration was the cause.',
    },
  },
  'nist-csf-2.0': {
    'ID.RA-01': {
      claim:
        'Weaknesses in the configuration of Microsoft 365 are identified by Microsoft’s checks and recorded with each sync.',
      limits:
        'Only Microsoft’s own checks count. Vulnerabilities of software, devices and other systems are not in it.',
      test: ACTION,
    },
    'PR.PS-01': {
      claim:
        'The configuration of Microsoft 365 is compared with recommended settings on a schedule, so that drift leaves a record.',
      limits: 'The items do not show who changes the configuration, or how a change is approved.',
      test: 'Choose two syncs between which the score changed, and find the change in the records of your change process.',
    },
  },
  'nis2-2022-2555': {
    '21.2.e': {
      claim:
        'Weaknesses in the configuration of Microsoft 365 are known, and the items show whether they become fewer.',
      limits: 'Acquisition and development of systems, and the disclosure of vulnerabilities, are not in it.',
      test: ACTION,
    },
    '21.2.f': {
      claim:
        'The score is a measure of how much of the recommended security is in effect, taken at each sync.',
      limits:
        'It measures one product, by Microsoft’s weights. Your policies and procedures of assessment are evidence of their own.',
      test: PORTAL,
    },
  },
};
