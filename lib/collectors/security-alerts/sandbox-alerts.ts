import { DAY, HOUR } from '../../domain/time.ts';

/** Title of each kind of alert to its severity and source. */
const KINDS = {
  'Suspicious inbox rule created': ['medium', 'microsoftDefenderForOffice365'],
  'Ransomware behaviour detected in the file system': ['high', 'microsoftDefenderForEndpoint'],
  'Impossible travel activity': ['medium', 'microsoftDefenderForCloudApps'],
  'Email messages containing a malicious link removed after delivery': [
    'informational',
    'microsoftDefenderForOffice365',
  ],
  'Password spray attack on an account': ['high', 'azureAdIdentityProtection'],
  'Unfamiliar sign-in properties': ['low', 'azureAdIdentityProtection'],
  'Credential access tool blocked': ['medium', 'microsoftDefenderForEndpoint'],
} as const;
export type AlertTitle = keyof typeof KINDS;

const TITLES = Object.keys(KINDS) as AlertTitle[];
const STATUSES = ['new', 'resolved', 'inProgress', 'resolved', 'new', 'resolved', 'resolved'] as const;

/** An alert as Graph sends it, with the fields that a collector may look at. */
export interface SandboxAlert {
  id: string;
  title: AlertTitle;
  status: string;
  severity: string;
  serviceSource: string;
  category: string;
  /** ISO 8601 in UTC, with seven decimals. */
  createdDateTime: string;
  lastUpdateDateTime: string;
  evidence: object[];
}

/**
 * Returns `count` alerts of the last 180 days, newest first. In each run of seven, three are not resolved. Adds
 * evidence of `bytes` bytes to each (a real alert has about 4,700).
 */
export function alertsOf(count: number, now: number, bytes = 0): SandboxAlert[] {
  const step = (179 * DAY) / Math.max(count, 1);
  const evidence =
    bytes > 0
      ? [
          {
            '@odata.type': '#microsoft.graph.security.fileEvidence',
            remediationStatusDetails: 'x'.repeat(bytes),
          },
        ]
      : [];
  return Array.from({ length: count }, (_, index) =>
    alert(TITLES[(index + Math.floor(index / 7)) % TITLES.length] as AlertTitle, {
      id: `da${String(index).padStart(9, '0')}_-${(index * 2_654_435_761) % 1_000_003}`,
      status: STATUSES[index % STATUSES.length] as string,
      created: now - HOUR - index * step,
      evidence,
    }),
  );
}

/** Returns an alert that was not updated since `created` (milliseconds since 1970). */
export function alert(
  title: AlertTitle,
  {
    id,
    status,
    created,
    evidence = [],
  }: { id: string; status: string; created: number; evidence?: object[] },
): SandboxAlert {
  const [severity, serviceSource] = KINDS[title];
  const time = new Date(created).toISOString().replace('Z', '1305Z');
  return {
    id,
    title,
    status,
    severity,
    serviceSource,
    category: 'SuspiciousActivity',
    createdDateTime: time,
    lastUpdateDateTime: time,
    evidence,
  };
}
