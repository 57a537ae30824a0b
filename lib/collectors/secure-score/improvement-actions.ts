import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { nameOr, plainText } from '../../domain/plain-text.ts';
import { hundredths } from './score.ts';

const MOST_POINTS = 1e9;
const Amount = z.number().check(z.gte(0), z.lte(MOST_POINTS));

/** Elements of controlScores have an open type. These fields appear in practice. */
const ControlScore = z.object({
  controlName: given(z.string()),
  controlCategory: given(z.string()),
  score: Amount,
  scoreInPercentage: given(z.number().check(z.gte(0), z.lte(100))),
  maxScore: given(Amount),
});
type ControlScore = z.infer<typeof ControlScore>;

/** A control that could raise the Secure Score. */
interface ImprovementAction {
  name: string;
  category: string | null;
  score: number;
  /** Null if it is unknown: a control at 0 % does not show how many points it is worth. */
  pointsToGain: number | null;
}

/**
 * Returns the five actions with the most points to gain; actions with an unknown gain come last.
 * The documented fields of a score do not include a control's maximum: it is calculated from points and percentage.
 * https://learn.microsoft.com/graph/api/resources/controlscore
 */
export function improvementActions(controlScores: readonly unknown[]): ImprovementAction[] {
  return controlScores
    .flatMap((control) => ControlScore.safeParse(control).data ?? [])
    .map((control) => ({ control, gain: pointsToGain(control) }))
    .filter(({ gain }) => gain === null || gain > 0)
    .toSorted((a, b) => (b.gain ?? -1) - (a.gain ?? -1))
    .slice(0, 5)
    .map(({ control, gain }) => ({
      name: nameOr('Unnamed control', control.controlName),
      category: plainText(control.controlCategory ?? '') || null,
      score: hundredths(control.score),
      pointsToGain: gain,
    }));
}

function pointsToGain({ score, scoreInPercentage: share, maxScore }: ControlScore): number | null {
  if (typeof maxScore === 'number') return hundredths(maxScore - score);
  if (typeof share !== 'number') return 0;
  const gain = (score * 100) / share - score;
  return gain <= MOST_POINTS ? hundredths(gain) : null;
}
