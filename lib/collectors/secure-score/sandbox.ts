import { COSTLY_TEXT, HOSTILE_NAME, type SandboxSource } from '../sandbox-source.ts';
import { secureScoresOn } from './sandbox-history.ts';
import { controlProfilesOn } from './sandbox-profiles.ts';

/** The longest id that a profile can have. */
const COSTLY_NAME = COSTLY_TEXT.slice(0, 510);

/** https://learn.microsoft.com/graph/api/security-list-securescores */
const SCORES: SandboxSource = {
  path: '/security/secureScores',
  roles: ['SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All'],
  forbidden: {
    code: 'UnknownError',
    message: 'Auth token does not contain valid permissions or user does not have valid roles.',
  },
  retryAfter: '2',
  defaultTop: 90,
  maxTop: 90,
  overTop: 'clamp',
  healthy: secureScoresOn,
  empty: [],
  variants: { partial: { warning: '199 - "Microsoft/SecureScore/504/10000"' } },
  largest: () => [
    {
      createdDateTime: '2026-01-01T00:00:00.000Z',
      currentScore: 1e-7,
      maxScore: 1e9,
      averageComparativeScores: repeated({ basis: COSTLY_TEXT, averageScore: 1 / 3 }),
      controlScores: Array.from({ length: 500 }, (_, index) => ({
        controlName: COSTLY_NAME,
        controlCategory: `C${index} ${COSTLY_TEXT}`,
        score: 1 / 3,
        scoreInPercentage: 0.1,
      })),
    },
  ],
};

/** https://learn.microsoft.com/graph/api/security-list-securescorecontrolprofiles */
const PROFILES: SandboxSource = {
  ...SCORES,
  path: '/security/secureScoreControlProfiles',
  defaultTop: 1_000,
  maxTop: 1_000,
  healthy: controlProfilesOn,
  variants: {
    hostile: {
      data: (day) =>
        controlProfilesOn(day).map((profile) => ({
          ...profile,
          title: HOSTILE_NAME,
          actionUrl: 'https://entra.microsoft.com.example.com/',
        })),
    },
  },
  largest: () =>
    Array.from({ length: 5_000 }, (_, index) => ({
      id: index === 0 ? COSTLY_NAME : `p${index}`,
      title: COSTLY_TEXT,
      maxScore: 1e9 - 1 / 3,
      actionUrl: `https://security.microsoft.com/${'a'.repeat(480)}`,
    })),
};

export const sources = [SCORES, PROFILES] as const;

export const samples = [
  { createdDateTime: '2026-11-23T06:00:00Z', currentScore: 40, maxScore: 100 },
  { createdDateTime: '2026-11-22T06:00:00Z', currentScore: 30, maxScore: 100 },
] as const;

function repeated(element: object): object[] {
  return Array.from({ length: 500 }, () => element);
}
