import * as z from 'zod/mini';
import { given } from '../../domain/given.ts';
import { Instant, plausibleDate } from '../../domain/instant.ts';
import { HOUR } from '../../domain/time.ts';
import type { GraphQuery } from '../../graph/graph-port.ts';

/** Rounds points to two decimals, which is Microsoft's precision. */
export function hundredths(points: number): number {
  return Math.round(points * 100) / 100;
}

/** Rounds points or per cent to one decimal for display. */
export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Most points that the register has to hold. */
export const MOST_POINTS = 1e9;
export const Amount = z.number().check(z.gte(0), z.lte(MOST_POINTS));

/** Rounded to hundredths, the finest unit of scores, because the register does not hold arbitrary numbers. */
const Points = z.pipe(Amount, z.transform(hundredths));
const Users = given(Points);
const Elements = given(z.array(z.unknown()));

/** A score without usable points cannot be read; all other fields are optional. */
const Score = z.object({
  createdDateTime: given(Instant),
  currentScore: Points,
  maxScore: Points,
  licensedUserCount: Users,
  activeUserCount: Users,
  averageComparativeScores: Elements,
  controlScores: Elements,
});
export type Score = z.infer<typeof Score>;

/**
 * Graph keeps one score a day for 90 days and returns the newest first, so one object is enough.
 * https://learn.microsoft.com/graph/api/security-list-securescores
 */
export const NEWEST_SCORE: GraphQuery<Score> = {
  path: '/security/secureScores',
  options: { $top: '1' },
  object: Score,
  oneByOne: true,
};

const STALE_AFTER = 48 * HOUR;
/** Milliseconds by which a current score may be dated later than this machine's clock. */
const AHEAD_AT_MOST = HOUR;

/** Returns the newest score with a plausible date; undefined if no date is plausible. */
export function newest(scores: readonly Score[], now: number): Score | undefined {
  const dated = scores.flatMap((score) => {
    const date = plausibleDate(score.createdDateTime, now);
    return date ? [{ score, date }] : [];
  });
  return dated.toSorted((a, b) => b.date.localeCompare(a.date))[0]?.score;
}

/** Returns why the score may be older than 48 hours, or not the current one; empty if it is certainly recent. */
export function datingCaveats({ createdDateTime: date }: Score, now: number): string[] {
  if (date === undefined) return ['Graph gives the score no usable date, so it may be an old one'];
  const age = now - Date.parse(date);
  if (age < -AHEAD_AT_MOST)
    return [`Graph dates the score ${date.slice(0, 10)}, in the future, so it may not be the current one`];
  if (plausibleDate(date, now) === null)
    return [`Graph dates the score ${date.slice(0, 10)}, which is not a plausible date`];
  return age > STALE_AFTER ? ['The score was older than 48 hours when it was read'] : [];
}
