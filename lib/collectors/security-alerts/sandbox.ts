import { DAY } from '../../domain/time.ts';
import { COSTLY_TEXT, HOSTILE_NAME, type SandboxSource } from '../sandbox-source.ts';
import { alertsOf } from './sandbox-alerts.ts';
import { alertsOn } from './sandbox-history.ts';

/** https://learn.microsoft.com/graph/api/security-list-alerts_v2 */
const ALERTS: SandboxSource = {
  path: '/security/alerts_v2',
  roles: ['SecurityAlert.Read.All', 'SecurityAlert.ReadWrite.All'],
  forbidden: {
    code: 'Forbidden',
    message:
      'Missing application roles. API required roles: SecurityAlert.Read.All,SecurityAlert.ReadWrite.All.',
  },
  retryAfter: '2',
  defaultTop: 100,
  maxTop: 1000,
  overTop: 'clamp',
  healthy: alertsOn,
  empty: [],
  variants: {
    outage: { unavailable: true },
    'many-alerts': { data: ({ now, ago }) => alertsOf(10_000, now - ago * DAY) },
    hostile: { data: (day) => alertsOn(day).map((alert) => ({ ...alert, title: HOSTILE_NAME })) },
  },
  largest: () =>
    Array.from({ length: 34_000 }, (_, index) => ({
      id: `a${index}`,
      serviceSource: `source${index}${'s'.repeat(48)}`,
      assignedTo: index % 2 ? COSTLY_TEXT.slice(0, 20) : null,
      // Only the ten newest are sampled.
      title: index > 33_900 ? COSTLY_TEXT.slice(0, 300) : 'Alert',
      severity: 'high',
      status: COSTLY_TEXT.slice(0, 20),
      createdDateTime: new Date(Date.UTC(2026, 0, 1) + index * 1_000).toISOString(),
    })),
};

/**
 * Retired: always an empty list, which does not mean that the tenant has no alerts.
 * https://learn.microsoft.com/graph/alertsv1-alertsv2-migration
 */
const RETIRED_ALERTS: SandboxSource = {
  path: '/security/alerts',
  roles: ['SecurityEvents.Read.All'],
  forbidden: { code: 'UnknownError', message: '' },
  retryAfter: '2',
  defaultTop: 100,
  maxTop: 1000,
  overTop: 'clamp',
  healthy: () => [],
  empty: [],
};

export const sources = [ALERTS, RETIRED_ALERTS] as const;

const NOW = '2026-11-23T06:00:00Z';
export const samples = [
  { id: 'a1', title: 'One', severity: 'high', status: 'new', createdDateTime: NOW },
  { id: 'a2', title: 'Two', severity: 'low', status: 'inProgress', createdDateTime: NOW },
] as const;
