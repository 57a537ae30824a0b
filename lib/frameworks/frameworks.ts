import type { Framework } from './framework.ts';
import { iso27001 } from './iso-27001-2022.ts';
import { soc2 } from './soc2-2017.ts';

/** All frameworks that evidence is mapped to. */
export const FRAMEWORKS: readonly Framework[] = [iso27001, soc2];

/** Returns a framework's title; its id if this version does not know the framework. */
export function frameworkTitle(id: string): string {
  return FRAMEWORKS.find((framework) => framework.id === id)?.title ?? id;
}
