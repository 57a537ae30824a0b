import { COLLECTORS } from '../../lambdas/collectors/registry.ts';

/** A collector's title; its id where it is no collector of this version. */
export function titleOf(id: string): string {
  return COLLECTORS.find((collector) => collector.id === id)?.title ?? id;
}
