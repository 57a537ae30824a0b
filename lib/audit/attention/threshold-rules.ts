import { figureText } from '../../domain/figure-text.ts';
import { checkThresholds } from '../threshold.ts';
import type { JudgedItem, Judgement } from './item.ts';
import { basisOf } from './portals.ts';
import type { AttentionState } from './subject.ts';

/** Finds figures that cross a threshold of the deployment. */
export function judgeThresholds({ tiles, thresholds }: AttentionState): Judgement {
  const items: JudgedItem[] = [];
  const notJudged: { asks: string; why: string }[] = [];
  for (const { collector, title, evidence, why } of tiles) {
    for (const { figure, value, limit, crossed } of checkThresholds(
      collector,
      evidence?.facts ?? {},
      thresholds,
    )) {
      const name = figure.label === title ? title : `${title}, ${figure.label.toLowerCase()}`;
      const asks = `whether ${name} is ${limit}`;
      if (!evidence || crossed === null)
        notJudged.push({ asks, why: evidence ? 'the evidence has no figure' : (why?.name ?? 'never read') });
      else if (crossed)
        items.push({
          rule: 'threshold',
          severity: 'high',
          text: `${name}: ${figureText(value, figure.unit)}, ${limit}.`,
          action: 'Look into the cause. The threshold is in cdk.json.',
          ...basisOf(evidence),
        });
      else if (!evidence.complete) notJudged.push({ asks, why: 'only a part was read' });
    }
  }
  return { items, notJudged };
}
