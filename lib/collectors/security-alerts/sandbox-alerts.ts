import { DAY, HOUR } from '../../domain/time.ts';

/** Title of each kind of alert to its severity and the services that raise it. */
const KINDS = {
  'Suspicious inbox rule created': ['medium', 'microsoftDefenderForOffice365'],
  'Ransomware behaviour detected in the file system': ['high', 'microsoftDefenderForEndpoint'],
  'Impossible travel activity': ['medium', 'microsoftDefenderForCloudApps', 'microsoftSentinel'],
  'Email messages containing a malicious link removed after delivery': [
    'informational',
    'microsoftDefenderForOffice365',
  ],
  'Password spray attack on an account': ['high', 'azureAdIdentityProtection'],
  'Unfamiliar sign-in properties': ['low', 'azureAdIdentityProtection'],
  'Credential access tool blocked': [
    'medium',
    'microsoftDefenderForEndpoint',
    'microsoftDefenderForIdentity',
  ],
} as const;
export type AlertTitle = keyof typeof KINDS;

const TITLES = Object.keys(KINDS) as AlertTitle[];
const STATUSES = ['new', 'resolved', 'inProgress', 'resolved', 'new', 'resolved', 'resolved'] as const;

/** Days for which an alert stays new, in turn. A resolved alert was resolved then. */
export const TAKEN_ON_AFTER = [2, 1, 5, 3, 6] as const;

/** An alert as Graph sends it, with the fields that a collector may look at. */
export interface SandboxAlert {
  id: string;
  title: AlertTitle;
  status: string;
  severity: string;
  serviceSource: string;
  category: string;
  /** The address of the assigned person. */
  assignedTo: string | null;
  /** ISO 8601 in UTC, with seven decimals. */
  createdDateTime: string;
  lastUpdateDateTime: string;
  resolvedDateTime: string | null;
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
  return Array.from({ length: count }, (_, index) => {
    const created = now - HOUR - index * step;
    const days = TAKEN_ON_AFTER[index % TAKEN_ON_AFTER.length] as number;
    return alert(TITLES[(index + Math.floor(index / 7)) % TITLES.length] as AlertTitle, {
      id: `da${String(index).padStart(9, '0')}_-${(index * 2_654_435_761) % 1_000_003}`,
      status: STATUSES[index % STATUSES.length] as string,
      created,
      resolved: Math.min(created + days * DAY, now),
      evidence,
    });
  });
}

/**
 * Returns an alert of `created`. Times are in milliseconds since 1970. It has a date of resolution only if it is resolved, and
 * an assigned person only if it is not new.
 */
export function alert(
  title: AlertTitle,
  { id, status, created, resolved = created, evidence = [] }: AlertState,
): SandboxAlert {
  const [severity, ...services] = KINDS[title];
  const isResolved = status === 'resolved';
  return {
    id,
    title,
    status,
    severity,
    serviceSource: services[id.charCodeAt(id.length - 1) % services.length] as string,
    category: 'SuspiciousActivity',
    assignedTo: status === 'new' ? null : 'soc.duty@lindqvist.example',
    createdDateTime: graphTime(created),
    lastUpdateDateTime: graphTime(isResolved ? resolved : created),
    resolvedDateTime: isResolved ? graphTime(resolved) : null,
    evidence,
  };
}

interface AlertState {
  id: string;
  status: string;
  created: number;
  resolved?: number;
  evidence?: object[];
}

function graphTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '1305Z');
}
