import { ALERT_RULES } from './attention/alert-rules.ts';
import { annotationsOfItem, judgeAnnotations } from './attention/annotation-rules.ts';
import { judgeCredentials } from './attention/credential-rules.ts';
import { judgeEvidence, judgeSyncs } from './attention/evidence-rules.ts';
import { type FactRule, judge } from './attention/fact-rule.ts';
import { judgeGaps } from './attention/gap-rules.ts';
import { type Attention, type Judgement, type NotJudged, SEVERITIES } from './attention/item.ts';
import { POLICY_RULES } from './attention/policy-rules.ts';
import { judgeFall, SCORE_RULES } from './attention/score-rules.ts';
import type { AttentionState, AttentionSubject } from './attention/subject.ts';
import { judgeThresholds } from './attention/threshold-rules.ts';
import { USER_RULES } from './attention/user-rules.ts';

const FACT_RULES: readonly FactRule[] = [...ALERT_RULES, ...POLICY_RULES, ...USER_RULES, ...SCORE_RULES];

/** Rules about the state of the connection, its evidence and its credentials. */
const STATE_RULES: readonly ((state: AttentionState) => Judgement)[] = [
  judgeSyncs,
  judgeThresholds,
  judgeEvidence,
  judgeCredentials,
  judgeFall,
];

/**
 * Returns what needs attention in a connection, the highest severity first, and what could not be judged. The README of this
 * room states each rule. Free of HTML, so that commands can print it as well.
 */
export function attentionOf(subject: AttentionSubject): Attention {
  return attentionIn(subject, [...judgementsOf(subject), judgeGaps(subject)]);
}

/** Returns the same without the rules about gaps and missing syncs, which need all evidence of a period. */
export function presentAttention(state: AttentionState): Attention {
  return attentionIn(state, judgementsOf(state));
}

function judgementsOf(state: AttentionState): Judgement[] {
  const tileOf = ({ collector }: FactRule) => state.tiles.find((tile) => tile.collector === collector);
  return [
    ...STATE_RULES.map((rule) => rule(state)),
    ...FACT_RULES.map((rule) => judge(rule, tileOf(rule))),
    judgeAnnotations(state),
  ];
}

function attentionIn({ annotations }: AttentionState, judgements: readonly Judgement[]): Attention {
  const rank = (severity: (typeof SEVERITIES)[number]) => SEVERITIES.indexOf(severity);
  return {
    items: judgements
      .flatMap(({ items = [] }) => items)
      .map((item) => ({ ...item, annotations: annotationsOfItem(annotations, item) }))
      .toSorted((a, b) => rank(a.severity) - rank(b.severity)),
    notJudged: byReason(judgements),
  };
}

/** Returns each reason once, with all questions that it leaves open. */
function byReason(judgements: readonly Judgement[]): NotJudged[] {
  const all = judgements.flatMap(({ notJudged = [] }) => notJudged);
  const groups = Map.groupBy(all, ({ why }) => why);
  return [...groups].map(([why, open]) => ({ why, asks: open.map(({ asks }) => asks) }));
}
