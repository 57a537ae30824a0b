const TITLES: readonly [title: string, severity: string, source: string][] = [
  ['Suspicious inbox rule created', 'medium', 'microsoftDefenderForOffice365'],
  ['Ransomware behaviour detected in the file system', 'high', 'microsoftDefenderForEndpoint'],
  ['Impossible travel activity', 'medium', 'microsoftDefenderForCloudApps'],
  [
    'Email messages containing a malicious link removed after delivery',
    'informational',
    'microsoftDefenderForOffice365',
  ],
  ['Password spray attack on an account', 'high', 'azureAdIdentityProtection'],
  ['Unfamiliar sign-in properties', 'low', 'azureAdIdentityProtection'],
  ['Credential access tool blocked', 'medium', 'microsoftDefenderForEndpoint'],
];
const STATUSES = ['new', 'resolved', 'inProgress', 'resolved', 'new', 'resolved', 'resolved'] as const;

/**
 * `count` alerts of the last 180 days, the newest first; every run of seven has three that are not resolved.
 * `bytes` (a real alert has some 4,700) pads each with evidence.
 */
export function alertsOf(count: number, now: number, bytes = 0): object[] {
  const step = (179 * 86_400_000) / Math.max(count, 1);
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
    const [title, severity, serviceSource] = TITLES[
      (index + Math.floor(index / 7)) % TITLES.length
    ] as (typeof TITLES)[number];
    const created = new Date(now - 3_600_000 - index * step).toISOString().replace('Z', '1305Z');
    return {
      id: `da${String(index).padStart(9, '0')}_-${(index * 2_654_435_761) % 1_000_003}`,
      status: STATUSES[index % STATUSES.length],
      severity,
      serviceSource,
      title,
      category: 'SuspiciousActivity',
      createdDateTime: created,
      lastUpdateDateTime: created,
      evidence,
    };
  });
}
