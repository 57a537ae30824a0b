import type { ReportNotes } from '../domain/report-notes.ts';
import { catalogueOf } from '../frameworks/catalogue.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { FrameworkCoverage } from './framework-coverage.ts';

/** All requirements of a framework, and whether there is evidence for each. */
export interface FrameworkScope {
  framework: string;
  title: string;
  /** The framework's word for its requirements, in the plural: `Annex A controls`. */
  called: string;
  total: number;
  /** How many requirements have each status. */
  counts: Record<ScopeStatus, number>;
  requirements: ScopedRequirement[];
}

/**
 * `here`: the register has evidence for the requirement in the period. `elsewhere`: it has no evidence, but the deployer names
 * a system that has some. `none`: neither.
 */
export type ScopeStatus = 'here' | 'elsewhere' | 'none';

export interface ScopedRequirement {
  id: string;
  status: ScopeStatus;
  /** Whether a collector gives evidence for it. Its status is `none` nevertheless if the period has no item. */
  collected: boolean;
  /** The other system, in the deployer's words; null if they name no system. */
  elsewhere: string | null;
}

/** Returns the scope of each framework: every requirement of its catalogue, by id. */
export function scopeOf(
  frameworks: readonly Framework[],
  coverage: readonly FrameworkCoverage[],
  { elsewhere }: Pick<ReportNotes, 'elsewhere'>,
): FrameworkScope[] {
  return frameworks.map((framework) => {
    const { id, title } = framework;
    const { called, ids } = catalogueOf(framework);
    const covered = coverage.find((one) => one.framework === id)?.requirements ?? [];
    const requirements = ids.map((requirement): ScopedRequirement => {
      const evidence = covered.find((one) => one.id === requirement)?.evidence ?? [];
      const system = elsewhere[id]?.[requirement] ?? null;
      const isHere = evidence.some(({ items }) => items > 0);
      const status = isHere ? 'here' : system === null ? 'none' : 'elsewhere';
      return { id: requirement, status, collected: evidence.length > 0, elsewhere: system };
    });
    const count = (status: ScopeStatus) => requirements.filter((one) => one.status === status).length;
    const counts = { here: count('here'), elsewhere: count('elsewhere'), none: count('none') };
    return { framework: id, title, called, total: ids.length, counts, requirements };
  });
}

/** Returns a sentence about all frameworks: `7 of 93 Annex A controls, 4 of 33 common criteria have evidence here.` */
export function scopeText(scope: readonly FrameworkScope[]): string {
  const parts = scope.map(({ counts, total, called }) => `${counts.here} of ${total} ${called}`);
  return `${parts.join(', ')} have evidence here.`;
}
