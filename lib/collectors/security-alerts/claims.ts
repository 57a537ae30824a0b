import type { Claims } from '../../domain/claim.ts';

const QUIET =
  'Only alerts that reach Microsoft Graph count. Few alerts can also mean that a service is off or has no licence.';
const PORTAL =
  'Compare the number of unresolved alerts in the Microsoft Defender portal (Incidents & alerts, Alerts) with a sync of the same hour.';
const SAMPLE =
  'Choose a sample title from one item, find the alert in the Microsoft Defender portal, and ask for the record of its assessment.';

/** What unresolved security alerts show for each requirement. */
export const claims: Claims = {
  'iso-27001-2022': {
    'A.8.16': {
      claim:
        'Microsoft’s services watch the tenant and raise alerts. Each sync counts the unresolved ones by severity and status.',
      limits: QUIET,
      test: PORTAL,
    },
    'A.5.25': {
      claim:
        'The status and the age of alerts show whether events are looked at, and whether any are left without a decision.',
      limits: 'The items do not show the decision, its reason, or the person who made it.',
      test: SAMPLE,
    },
  },
  'soc2-2017': {
    'CC7.2': {
      claim:
        'Anomalies that Microsoft’s services find are counted at each sync, by severity, with the oldest unresolved one.',
      limits: QUIET,
      test: PORTAL,
    },
  },
  'nist-csf-2.0': {
    'DE.AE-02': {
      claim: 'Each alert has a status, and the items count how many are new and how many are being analysed.',
      limits: 'The status is set by a person or a rule. The items do not show how thorough the analysis was.',
      test: SAMPLE,
    },
    'RS.MA-02': {
      claim: 'The number of new alerts and the age of the oldest show whether reports are triaged in time.',
      limits: 'Incidents that are reported by telephone, mail or ticket are not in it.',
      test: SAMPLE,
    },
  },
  'nis2-2022-2555': {
    '21.2.b': {
      claim: 'The number and the age of unresolved alerts show, sync by sync, whether incidents are handled.',
      limits: 'The steps of the handling, and the notification of authorities, are not in it.',
      test: SAMPLE,
    },
  },
};
