import { begunBy, daysBefore, type Since } from '../sandbox-days.ts';
import type { SandboxDay } from '../sandbox-source.ts';

const REPORT_ONLY = 'enabledForReportingButNotEnforced';

/** Name of each policy to its states. Most begin report-only and are enabled later. */
const POLICIES: Record<string, readonly Since<string>[]> = {
  'Require multifactor authentication for administrators': [
    [400, REPORT_ONLY],
    [31, 'enabled'],
  ],
  'Require multifactor authentication for all users': [
    [380, REPORT_ONLY],
    [12, 'enabled'],
  ],
  'Block legacy authentication': [[400, 'enabled']],
  'Require compliant devices for finance': [
    [75, REPORT_ONLY],
    [58, 'enabled'],
  ],
  'Block sign-in from unexpected countries': [[20, REPORT_ONLY]],
  'Require password change for risky users': [[8, REPORT_ONLY]],
  'Trial: session lifetime of four hours': [
    [68, REPORT_ONLY],
    [61, 'enabled'],
    [41, 'disabled'],
  ],
};

/** Returns the Conditional Access policies of a day, as Graph sends them. */
export function policiesOn({ now, ago }: SandboxDay): object[] {
  return Object.entries(POLICIES).flatMap(([displayName, states]) => {
    const [made, ...changes] = begunBy(ago, states);
    if (!made) return [];
    const [changed, state] = changes.at(-1) ?? [undefined, made[1]];
    return {
      id: `policy-${displayName.toLowerCase().replaceAll(/\W+/g, '-')}`,
      displayName,
      state,
      createdDateTime: daysBefore(now, made[0]),
      modifiedDateTime: changed === undefined ? null : daysBefore(now, changed),
      conditions: { clientAppTypes: ['all'] },
      grantControls: null,
      sessionControls: null,
    };
  });
}
