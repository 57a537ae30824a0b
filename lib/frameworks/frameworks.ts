import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import type { Framework } from './framework.ts';
import { iso27001 } from './iso-27001-2022.ts';
import { nis2 } from './nis2-2022-2555.ts';
import { nistCsf } from './nist-csf-2-0.ts';
import { soc2 } from './soc2-2017.ts';

/** All frameworks of this version. `cdk.json` says which of them evidence is mapped to. */
export const PUBLISHED: readonly Framework[] = [iso27001, soc2, nistCsf, nis2];

/** The frameworks that evidence is mapped to by default. */
export const FRAMEWORKS: readonly Framework[] = frameworksOf(DEFAULT_SETTINGS);

/**
 * Returns the frameworks that the settings switch on. Leaves out a published one that this version does not know: a stack
 * may be of a later version than the program that reads its settings.
 */
export function frameworksOf({ frameworks }: Pick<Settings, 'frameworks'>): Framework[] {
  return frameworks.flatMap((one) =>
    typeof one === 'string' ? PUBLISHED.filter(({ id }) => id === one) : [one],
  );
}

/** Returns a framework's title; its id if this version does not know the framework. */
export function frameworkTitle(id: string, frameworks: readonly Framework[] = []): string {
  return [...frameworks, ...PUBLISHED].find((framework) => framework.id === id)?.title ?? id;
}
