import { COLLECTORS } from '../collectors/registry.ts';
import type { SandboxSource } from '../collectors/sandbox-source.ts';

/** The sources of Graph that the sandbox serves: those of all collectors. */
export const GRAPH_SOURCES: readonly SandboxSource[] = (
  await Promise.all(COLLECTORS.map((collector) => collector.sandbox()))
).flatMap(({ sources }) => sources);

/** Returns the source of a Graph URL; undefined if the sandbox does not serve it. */
export function sourceAt({ pathname }: URL): SandboxSource | undefined {
  return GRAPH_SOURCES.find(({ path }) => pathname === `/v1.0${path}`);
}
