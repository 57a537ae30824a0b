import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { GraphPort } from '../../graph/graph-port.ts';
import { type ControlProfile, type ControlProfiles, readControlProfiles } from './control-profiles.ts';
import { Amount, hundredths } from './score.ts';

/**
 * Elements of controlScores have an open type. `scoreInPercentage` and `maxScore` are not documented, but appear in practice.
 * https://learn.microsoft.com/graph/api/resources/controlscore
 */
const ControlScore = z.object({
  controlName: given(z.string()),
  controlCategory: given(z.string()),
  score: Amount,
  scoreInPercentage: given(z.number().check(z.gte(0), z.lte(100))),
  maxScore: given(Amount),
});
type ControlScore = z.infer<typeof ControlScore>;

/** A control of a score, with what Microsoft says about it. */
export interface ScoredControl {
  control: ControlScore;
  profile: ControlProfile | undefined;
  category: string | null;
  /** Null if Graph does not give it. */
  maxScore: number | null;
}

/**
 * Returns the controls of a score's elements that can be read, each with its profile. A maximum and a category come from the
 * profile if the score does not give them. Asks Graph for profiles only if a control has a name.
 */
export async function readScoredControls(graph: GraphPort, elements: readonly unknown[]) {
  const controls = elements.flatMap((element) => ControlScore.safeParse(element).data ?? []);
  const names = new Set(controls.flatMap(({ controlName }) => controlName ?? []));
  const { profiles, caveats } =
    names.size > 0 ? await readControlProfiles(graph, names) : { profiles: new Map(), caveats: [] };
  return { controls: controls.map((control) => described(control, profiles)), caveats };
}

function described(control: ControlScore, profiles: ControlProfiles): ScoredControl {
  const profile = profiles.get(control.controlName ?? '');
  const max = control.maxScore ?? profile?.maxScore;
  return {
    control,
    profile,
    category: categoryOf(control.controlCategory) ?? categoryOf(profile?.controlCategory),
    maxScore: max === undefined ? null : hundredths(max),
  };
}

function categoryOf(stated: string | undefined): string | null {
  return plainText(stated ?? '', 64) || null;
}
