import * as z from 'zod/mini';
import { CollectorId, Observation } from './observation.ts';

/** One numbered line of a published framework. Evidence supports it, but never claims that it is met. */
export const Requirement = z.object({ framework: z.string(), id: z.string(), title: z.string() });
export type Requirement = z.infer<typeof Requirement>;
export type RequirementId = Pick<Requirement, 'framework' | 'id'>;

const { provenance, ...observed } = Observation.shape;

/** A register entry: an observation with the requirements that it supports. `--json` has the fields in this order. */
export const Evidence = z.object({
  id: z.string(),
  run: z.string(),
  connection: z.string(),
  tenantId: z.string(),
  collector: CollectorId,
  ...observed,
  requirements: z.array(Requirement),
  provenance,
  /** The sandbox tenant's name, if the data is fictional. */
  sandbox: z.optional(z.string()),
});
export type Evidence = z.infer<typeof Evidence>;

/** Evidence as it was read from the register. */
export interface RecordedEvidence extends Evidence {
  /** SHA-256 (hexadecimal) of the stored document, which is canonical JSON. */
  sha256: string;
}

/** Whether evidence supports one of the requirements. */
export function supportsOneOf(
  { requirements }: Pick<Evidence, 'requirements'>,
  wanted: readonly RequirementId[],
): boolean {
  return requirements.some((own) =>
    wanted.some(({ framework, id }) => framework === own.framework && id === own.id),
  );
}

/** Whether two items belong to the same tenant. Ignores case, as Entra does in ids and domains. */
export function isSameTenant(one: Pick<Evidence, 'tenantId'>, other: Pick<Evidence, 'tenantId'>): boolean {
  return one.tenantId.toLowerCase() === other.tenantId.toLowerCase();
}
