import type { CollectorView } from './collector-view.ts';
import { COLLECTORS } from './registry.ts';

const VIEWS = new Map<string, CollectorView>(
  await Promise.all(COLLECTORS.map(async ({ id, view }) => [id, await view()] as const)),
);

/** Returns the view of a collector; undefined if this version does not know the collector. */
export function viewOf(id: string): CollectorView | undefined {
  return VIEWS.get(id);
}
