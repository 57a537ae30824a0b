import { counted, numberText } from '../../domain/figure-text.ts';
import type { WindowChanges } from '../changes.ts';
import { improvementActionsIn } from '../improvement-actions.ts';
import type { FactRule } from './fact-rule.ts';
import type { Found, Judgement, Severity } from './item.ts';
import { basisOf } from './portals.ts';
import type { AttentionState } from './subject.ts';

const collector = 'secure-score';

/** Percentage points by which the score must have fallen. Microsoft recalculates it daily, so it moves a little by itself. */
const FALLS: readonly [atLeast: number, severity: Severity][] = [
  [5, 'high'],
  [1, 'medium'],
];

const SINCE: Record<WindowChanges['window'], string> = {
  day: 'since the day before',
  week: 'in a week',
  period: 'since the period began',
};

/** Rules about the Secure Score's own facts. */
export const SCORE_RULES: readonly FactRule[] = [
  {
    id: 'score-out-of-date',
    collector,
    asks: 'whether Microsoft’s score was up to date',
    find({ stale }) {
      if (typeof stale !== 'boolean') return undefined;
      const text = 'Microsoft’s own score was more than 48 hours old when it was read.';
      return stale ? [{ severity: 'low', text, action: 'Wait for Microsoft to calculate it again.' }] : [];
    },
  },
  {
    id: 'improvement-actions',
    collector,
    asks: 'which improvement actions have the most to gain',
    find(facts) {
      const actions = improvementActionsIn(facts);
      return actions && gains(actions.filter(({ pointsToGain }) => (pointsToGain ?? 0) > 0));
    },
  },
];

function gains(actions: NonNullable<ReturnType<typeof improvementActionsIn>>): Found[] {
  const [most] = actions;
  if (!most) return [];
  const others = actions.length - 1;
  // Evidence lists at most five actions, so the tenant may have more.
  const more = others > 0 ? `; the evidence names ${counted(others, 'more action')}` : '';
  return [
    {
      severity: 'low',
      text: `The improvement action with the most to gain is “${most.name}”, ${counted(most.pointsToGain ?? 0, 'point')}${more}.`,
      action: 'Plan the actions that fit, from the list of improvement actions.',
    },
  ];
}

/** Finds a Secure Score that fell in a week or since the period began. */
export function judgeFall({ changes, tiles }: AttentionState): Judgement {
  const evidence = tiles.find((tile) => tile.collector === collector)?.evidence;
  const judged = changes
    .filter(({ window }) => window !== 'day')
    .map(({ window, collectors }) => {
      const compared = collectors.find((one) => one.collector === collector);
      return { window, change: compared?.change, why: compared?.notCompared ?? 'never read' };
    });
  const falls = judged.flatMap(({ window, change }) =>
    change && change.before !== null && change.after !== null
      ? [{ window, ...change, fall: change.before - change.after }]
      : [],
  );
  const notJudged = judged.flatMap(({ window, change, why }) =>
    change && change.before !== null && change.after !== null
      ? []
      : [
          {
            asks: `whether the Secure Score fell ${SINCE[window]}`,
            why: change ? 'a reading has no score' : why,
          },
        ],
  );
  const [deepest] = falls.toSorted((a, b) => b.fall - a.fall);
  const severity = deepest && FALLS.find(([atLeast]) => deepest.fall >= atLeast)?.[1];
  if (!deepest || !severity || !evidence) return { notJudged };
  const said = falls
    .filter(({ fall }) => fall >= 1)
    .map(({ window, fall, since }) => `${numberText(fall)} points ${SINCE[window]} (${since.slice(0, 10)})`);
  const item = {
    rule: 'score-falling',
    severity,
    text: `The Secure Score fell to ${numberText(deepest.after)} %: by ${said.join(', by ')}.`,
    action: 'Find the controls that lost points in the score’s history.',
    ...basisOf(evidence),
  };
  return { items: [item], notJudged };
}
