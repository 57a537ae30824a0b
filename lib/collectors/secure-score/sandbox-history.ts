import { begunBy, daysBefore, type Since } from '../sandbox-days.ts';
import type { SandboxDay } from '../sandbox-source.ts';

/** Current and maximum points. The maximum rises when Microsoft adds recommendations. */
const SCORES: readonly Since<[current: number, max: number]>[] = [
  [Number.POSITIVE_INFINITY, [291.5, 627]],
  [310, [295, 627]],
  [190, [298.2, 627]],
  [120, [301.5, 627]],
  [84, [308.9, 627]],
  [79, [312.4, 627]],
  [71, [326, 627]],
  [66, [333.5, 627]],
  [64, [341.2, 627]],
  [57, [349.8, 627]],
  [50, [349.8, 661]],
  [45, [358.3, 661]],
  [38, [371, 661]],
  [31, [379.4, 661]],
  [27, [389.2, 661]],
  [19, [392, 661]],
  [12, [401.1, 661]],
  [5, [403.6, 661]],
  [2, [406.6, 661]],
  [1, [409.6, 661]],
  [0, [412.6, 661]],
];

/** Returns the three newest Secure Scores of a day, as Graph sends them. */
export function secureScoresOn({ now, ago, tenantId }: SandboxDay): object[] {
  return [ago, ago + 1, ago + 2].map((day) => {
    const [, [currentScore, maxScore]] = begunBy(day, SCORES).at(-1) as (typeof SCORES)[number];
    const date = daysBefore(now, day + 0.5).slice(0, 10);
    return {
      id: `${tenantId}_${date}`,
      azureTenantId: tenantId,
      createdDateTime: `${date}T00:00:00Z`,
      currentScore,
      maxScore,
      licensedUserCount: 240,
      activeUserCount: 218,
      enabledServices: ['HasExchange', 'HasSharePoint', 'HasAADP2'],
      averageComparativeScores: [
        { basis: 'AllTenants', averageScore: 46.3 },
        { basis: 'TotalSeats', averageScore: 51.9 },
        { basis: 'IndustryTypes', averageScore: -1 },
      ],
      controlScores: [
        control('MFARegistrationV2', 'Identity', 7.2, 80),
        control('AdminMFAV2', 'Identity', 10, 100),
        control('BlockLegacyAuthentication', 'Identity', 8, 100),
        control('SigninRiskPolicy', 'Identity', 3.5, 50),
        control('UserRiskPolicy', 'Identity', 0, 0),
        control('mdo_safelinksforemail', 'Apps', 4.5, 50),
        control('scid_2010', 'Device', 2.25, 25),
        control('dlp_datalossprevention', 'Data', 1, 10),
        control('RoleOverlap', 'Identity', 1, 100),
      ],
      vendorInformation: { provider: 'SecureScore', vendor: 'Microsoft' },
    };
  });
}

function control(controlName: string, controlCategory: string, score: number, scoreInPercentage: number) {
  return {
    controlName,
    controlCategory,
    score,
    scoreInPercentage,
    description: 'As Microsoft describes it.',
    implementationStatus: `${scoreInPercentage} % of its requirements are met.`,
  };
}
