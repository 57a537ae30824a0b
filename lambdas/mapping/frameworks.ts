import type { Framework } from './framework.ts';
import { iso27001 } from './frameworks/iso-27001-2022.ts';
import { soc2 } from './frameworks/soc2-2017.ts';

/** Every framework that evidence is mapped to. */
export const FRAMEWORKS: readonly Framework[] = [iso27001, soc2];

/** A framework's title; its id where it is none of this version. */
export function frameworkTitle(id: string): string {
  return FRAMEWORKS.find((framework) => framework.id === id)?.title ?? id;
}
