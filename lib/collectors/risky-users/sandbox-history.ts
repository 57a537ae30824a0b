import { daysBefore, type Since } from '../sandbox-days.ts';
import type { SandboxDay } from '../sandbox-source.ts';

/**
 * Users that were flagged as risky, how many days before today, and with which result. The attack 48 days ago flagged
 * seven.
 */
const FLAGGED: readonly (readonly [
  name: string,
  riskLevel: 'high' | 'medium' | 'low',
  flagged: number,
  then?: Since<'confirmedCompromised' | 'remediated' | 'dismissed'>,
])[] = [
  ['a.berg', 'high', 1.4, [0.4, 'confirmedCompromised']],
  ['t.nyman', 'high', 2],
  ['k.ahlgren', 'medium', 5],
  ['m.eklund', 'low', 9],
  ['b.frisk', 'medium', 22, [14, 'remediated']],
  ['v.hall', 'medium', 34, [28, 'remediated']],
  ['s.holm', 'high', 36, [30, 'remediated']],
  ['u.ros', 'high', 45, [37, 'remediated']],
  ['o.wik', 'medium', 45, [42, 'dismissed']],
  ['n.ek', 'medium', 46, [39, 'remediated']],
  ['l.dahl', 'high', 46, [38, 'remediated']],
  ['h.bergman', 'medium', 47, [43, 'dismissed']],
  ['r.strand', 'high', 47, [40, 'remediated']],
  ['i.falk', 'high', 48, [41, 'remediated']],
  ['j.nordin', 'medium', 58, [51, 'remediated']],
  ['p.sjoberg', 'high', 72, [66, 'dismissed']],
  ['e.lund', 'medium', 74, [69, 'remediated']],
];

/**
 * Returns the risky users of a day, as Graph sends them, including users who are no longer at risk.
 */
export function riskyUsersOn({ now, ago }: SandboxDay): object[] {
  return FLAGGED.filter(([, , flagged]) => flagged >= ago).map(([name, riskLevel, flagged, then]) => {
    const [since, riskState] = then && then[0] >= ago ? then : [flagged, 'atRisk'];
    return {
      id: `user-${name}`,
      isDeleted: false,
      isProcessing: false,
      riskDetail: 'none',
      riskLastUpdatedDateTime: daysBefore(now, since),
      riskLevel,
      riskState,
      userDisplayName: name,
      userPrincipalName: `${name}@lindqvist.example`,
    };
  });
}
