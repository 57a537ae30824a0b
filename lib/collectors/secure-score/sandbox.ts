import { COSTLY_TEXT, type SandboxSource } from '../sandbox-source.ts';
import { secureScoresOn } from './sandbox-history.ts';

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
      controlScores: repeated({
        controlName: COSTLY_TEXT,
        controlCategory: COSTLY_TEXT,
        score: 1 / 3,
        scoreInPercentage: 0.1,
      }),
    },
  ],
};

export const sources = [SCORES];

export const samples = [
  { createdDateTime: '2026-11-23T06:00:00Z', currentScore: 40, maxScore: 100 },
  { createdDateTime: '2026-11-22T06:00:00Z', currentScore: 30, maxScore: 100 },
] as const;

function repeated(element: object): object[] {
  return Array.from({ length: 500 }, () => element);
}
