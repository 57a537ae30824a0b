import * as z from 'zod/mini';
import { COLLECTORS } from '../collectors/registry.ts';
import { UnusableContext } from '../connections/unusable-context.ts';
import { everyFigure } from '../domain/figure.ts';
import { type Settings, Threshold } from '../domain/settings.ts';
import { nearest } from './nearest.ts';

const Bounds = Threshold.check(
  z.refine(
    ({ below, above }) => below !== undefined || above !== undefined,
    'write "below", "above" or both',
  ),
  z.refine(
    ({ below, above }) => below === undefined || above === undefined || below <= above,
    '"below" is more than "above", so every number would be out of bounds',
  ),
);

/** Returns the thresholds in the context. Throws UnusableContext, which names the figure. */
export function thresholdsIn(context: unknown): Settings['thresholds'] {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw unusable('it is not an object', 'Write { "secure-score.percentage": { "below": 60 } }.');
  }
  const figures = COLLECTORS.flatMap(({ id, figures }) =>
    everyFigure(figures).map(({ fact }) => `${id}.${fact}`),
  );
  return Object.fromEntries(
    Object.entries(context).map(([figure, bounds]) => {
      if (!figures.includes(figure)) {
        throw unusable(
          `there is no figure ${figure}.${nearest(figure, figures)}`,
          `Figures: ${figures.join(', ')}.`,
        );
      }
      const parsed = Bounds.safeParse(bounds, { error: z.locales.en().localeError });
      if (parsed.success) return [figure, parsed.data];
      const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
      throw unusable(
        `${figure}: ${problems.join('; ')}`,
        'Write numbers: { "below": 60 }, { "above": 3 }, or both.',
      );
    }),
  );
}

function unusable(problem: string, remedy: string): UnusableContext {
  return new UnusableContext(`The context "thresholds" (cdk.json) cannot be used: ${problem}`, { remedy });
}
