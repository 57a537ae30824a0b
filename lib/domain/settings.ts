import * as z from 'zod/mini';

/** The bounds of a figure. It is out of bounds if it is less than `below` or more than `above`. */
export const Threshold = z.strictObject({ below: z.optional(z.number()), above: z.optional(z.number()) });
export type Threshold = z.infer<typeof Threshold>;

/** A framework that a deployer wrote, with the requirements that each collector's evidence supports. */
const OwnFramework = z.object({
  id: z.string(),
  title: z.string(),
  /** Requirement id to title. */
  requirements: z.record(z.string(), z.string()),
  /** Collector id to requirement ids. */
  mapping: z.record(z.string(), z.array(z.string())),
});
export type OwnFramework = z.infer<typeof OwnFramework>;

/** The part of `cdk.json` that applies to all connections and that functions and commands need. */
export const Settings = z.object({
  /** The frameworks that evidence is mapped to, in display order: the id of a published one, or a deployer's own. */
  frameworks: z.array(z.union([z.string(), OwnFramework])),
  /** Figure to its bounds. The figure's name is its collector's id, a dot and its fact: `secure-score.percentage`. */
  thresholds: z.record(z.string(), Threshold),
});
export type Settings = z.infer<typeof Settings>;

/** The settings of a `cdk.json` without settings, and of a stack without a parameter for them. */
export const DEFAULT_SETTINGS: Settings = {
  frameworks: ['iso-27001-2022', 'soc2-2017'],
  thresholds: {},
};

/** Returns the bounds of a collector's figure; undefined if the settings do not bound it. */
export function thresholdOf(
  { thresholds }: Pick<Settings, 'thresholds'>,
  collector: string,
  fact: string,
): Threshold | undefined {
  const name = `${collector}.${fact}`;
  return Object.hasOwn(thresholds, name) ? thresholds[name] : undefined;
}
