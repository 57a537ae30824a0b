import { microsoftLink } from '../../domain/microsoft-link.ts';
import { nameOr, plainText } from '../../domain/plain-text.ts';
import { hundredths, MOST_POINTS } from './score.ts';
import type { ScoredControl } from './scored-controls.ts';

/** A control that could raise the Secure Score. */
interface ImprovementAction {
  /** Microsoft's name of the control in a score; null if it has no name that can be shown. */
  id: string | null;
  /** The title in the portal; the id if the title is unknown. */
  name: string;
  category: string | null;
  score: number;
  maxScore: number | null;
  /** Null if it is unknown: without its maximum, a control at 0 % does not show how many points it is worth. */
  pointsToGain: number | null;
  /** The page on which to act, in one of Microsoft's portals; null if Graph gives no link that is safe to show. */
  url: string | null;
}

/**
 * Returns the five actions with the most points to gain; actions with an unknown gain come last. Leaves out controls that
 * Microsoft has deprecated. The gain is the maximum minus the score. If the maximum is unknown, it is calculated from points and
 * percentage.
 */
export function improvementActions(controls: readonly ScoredControl[]): ImprovementAction[] {
  return controls
    .filter(({ profile }) => profile?.deprecated !== true)
    .map((scored) => ({ ...scored, gain: pointsToGain(scored) }))
    .filter(({ gain }) => gain === null || gain > 0)
    .toSorted((a, b) => (b.gain ?? -1) - (a.gain ?? -1))
    .slice(0, 5)
    .map(({ control, profile, category, maxScore, gain }) => ({
      id: plainText(control.controlName ?? '', 128) || null,
      name: nameOr(nameOr('Unnamed control', control.controlName), profile?.title),
      category,
      score: hundredths(control.score),
      maxScore,
      pointsToGain: gain,
      url: microsoftLink(profile?.actionUrl),
    }));
}

function pointsToGain({ control, maxScore }: ScoredControl): number | null {
  const { score, scoreInPercentage: share } = control;
  if (maxScore !== null) return hundredths(maxScore - score);
  if (share === undefined) return 0;
  const gain = (score * 100) / share - score;
  return gain <= MOST_POINTS ? hundredths(gain) : null;
}
