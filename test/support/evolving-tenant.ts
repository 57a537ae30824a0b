import { lindqvist } from '../../lib/sandbox/lindqvist.ts';
import type { SandboxTenant } from '../../lib/sandbox/tenant.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EPOCH = Date.UTC(2025, 0, 1);

const TITLES: readonly [title: string, severity: string][] = [
  ['Suspicious inbox rule created', 'medium'],
  ['Ransomware behaviour detected in the file system', 'high'],
  ['Impossible travel activity', 'medium'],
  ['Email messages containing a malicious link removed after delivery', 'informational'],
  ['Password spray attack on an account', 'high'],
  ['Unfamiliar sign-in properties', 'low'],
  ['Credential access tool blocked', 'medium'],
];

/** Returns the sandbox tenant at `now` (milliseconds since 1970). Its objects change over time, as in a real tenant. */
export function evolvingTenant(now: number): SandboxTenant {
  const base = lindqvist(now);
  const [score] = base.secureScores;
  const currentScore = 390 + ((steps(now, 6 * DAY) * 3.3) % 70) + (steps(now, 4 * DAY) % 3) * 2.1;
  return {
    ...base,
    secureScores: [{ ...score, currentScore, controlScores: controls(now) }],
    alerts: comingAndGoing(now, 31 * HOUR, 180 * DAY).map(alert),
    riskyUsers: comingAndGoing(now, 4.2 * DAY, 14 * DAY).map(riskyUser),
    policies: base.policies.map((policy, index) => ({
      ...policy,
      ...(steps(now, (index + 20) * DAY) % 5 === 3 && { state: 'enabledForReportingButNotEnforced' }),
      modifiedDateTime: new Date(EPOCH + steps(now, (index + 20) * DAY) * (index + 20) * DAY).toISOString(),
    })),
  };
}

function controls(now: number): object[] {
  const control = (controlName: string, controlCategory: string, every: number) => {
    const scoreInPercentage = (steps(now, every * DAY) * 10) % 100;
    return { controlName, controlCategory, score: scoreInPercentage / 10, scoreInPercentage };
  };
  return [
    control('MFARegistrationV2', 'Identity', 16),
    control('SigninRiskPolicy', 'Identity', 23),
    control('UserRiskPolicy', 'Identity', 31),
    control('mdo_safelinksforemail', 'Apps', 40),
    control('scid_2010', 'Device', 54),
    control('dlp_datalossprevention', 'Data', 70),
  ];
}

/** One of a series of objects that appear at a regular interval. */
interface Thing {
  index: number;
  created: string;
  ageDays: number;
}

function comingAndGoing(now: number, every: number, kept: number): Thing[] {
  const newest = steps(now, every);
  return Array.from({ length: Math.floor(kept / every) }, (_, back) => newest - back)
    .filter((index) => index >= 0)
    .map((index) => {
      const at = EPOCH + index * every;
      return { index, created: new Date(at).toISOString(), ageDays: (now - at) / DAY };
    });
}

function alert({ index, created, ageDays }: Thing): object {
  const [title, severity] = TITLES[
    (index + Math.floor(index / 7)) % TITLES.length
  ] as (typeof TITLES)[number];
  const openDays = (index * 5) % 23;
  const status = ageDays > openDays ? 'resolved' : ageDays > openDays / 2 ? 'inProgress' : 'new';
  return { id: `alert-${index}`, title, severity, status, createdDateTime: created };
}

function riskyUser({ index, created, ageDays }: Thing): object {
  return {
    id: `user-${index}`,
    riskLevel: ['high', 'medium', 'low', 'medium'][index % 4],
    riskState: ageDays > 6 + (index % 7) ? 'remediated' : index % 3 === 0 ? 'confirmedCompromised' : 'atRisk',
    riskLastUpdatedDateTime: created,
    userPrincipalName: `user-${index}@lindqvist.example`,
  };
}

function steps(now: number, every: number): number {
  return Math.floor((now - EPOCH) / every);
}
