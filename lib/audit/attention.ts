import { ALERT_RULES } from './attention/alert-rules.ts';
import { annotationsOfItem, judgeAnnotations } from './attention/annotation-rules.ts';
import { judgeCredentials } from './attention/credential-rules.ts';
import { judgeEvidence, judgeSyncs } from './attention/evidence-rules.ts';
import { type FactRule, judge } from './attention/fact-rule.ts';
import { judgeGaps } from './attention/gap-rules.ts';
import { type Attention, type Judgement, type NotJudged, SEVERITIES } from './attention/item.ts';
import { POLICY_RULES } from './attention/policy-rules.ts';
import { judgeFall, SCORE_RULES } from './attention/score-rules.ts';
import type { AttentionSubject } from './attention/subject.ts';
import { judgeThresholds } from './attention/threshold-rules.ts';
import { USER_RULES } from './attention/user-rules.ts';

const FACT_RULES: readonly FactRule[] = [...ALERT_RULES, ...POLICY_RULES, ...USER_RULES, ...SCORE_RULES];

/** Rules about the state of the connection, its evidence and its credentials. */
const STATE_RULES: readonly ((subject: AttentionSubject) => Judgement)[] = [
  judgeSyncs,
  judgeThresholds,
  judgeEvidence,
  judgeCredentials,
  judgeFall,
];

/** Rules about the past, which come after the state in the list. */
const PAST_RULES: readonly ((subject: AttentionSubject) => Judgement)[] = [judgeAnnotations, judgeGaps];

/**
 * Returns what needs attention in a connection, the highest severity first, and what could not be judged. The README of this
 * room states each rule. Free of HTML, so that commands can print it as well.
 */
export function attentionOf(subject: AttentionSubject): Attention {
  const tileOf = ({ collector }: FactRule) => subject.tiles.find((tile) => tile.collector === collector);
  const judgements = [
    ...STATE_RULES.map((rule) => rule(subject)),
    ...FACT_RULES.map((rule) => judge(rule, tileOf(rule))),
    ...PAST_RULES.map((rule) => rule(subject)),
  ];
  const rank = (severity: (typeof SEVERITIES)[number]) => SEVERITIES.indexOf(severity);
  return {
    items: judgements
      .flatMap(({ items = [] }) => items)
      .map((item) => ({ ...item, annotations: annotationsOfItem(subject.annotations, item) }))
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
