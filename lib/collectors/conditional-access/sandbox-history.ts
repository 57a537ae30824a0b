import { begunBy, daysBefore } from '../sandbox-days.ts';
import type { SandboxDay } from '../sandbox-source.ts';
import { POLICIES } from './sandbox-policies.ts';
import { policyBody } from './sandbox-policy.ts';

/** Returns the Conditional Access policies of a day, as Graph sends them. */
export function policiesOn({ now, ago }: SandboxDay): object[] {
  return Object.entries(POLICIES).flatMap(([displayName, history]) => {
    const [made, ...changes] = begunBy(ago, history.states);
    if (!made) return [];
    const [, state] = changes.at(-1) ?? made;
    const [, body] = begunBy(ago, history.parts).at(-1) ?? [0, {}];
    const changed = [...begunBy(ago, history.states), ...begunBy(ago, history.parts)]
      .map(([day]) => day)
      .filter((day) => day < made[0]);
    return {
      id: `policy-${displayName.toLowerCase().replaceAll(/\W+/g, '-')}`,
      displayName,
      templateId: null,
      state,
      createdDateTime: daysBefore(now, made[0]),
      modifiedDateTime: changed.length > 0 ? daysBefore(now, Math.min(...changed)) : null,
      ...policyBody(body),
    };
  });
}
