import type { Collector } from '../../lib/collectors/collector.ts';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import type { SandboxAnswer, SandboxRequest } from '../../lib/sandbox/answer.ts';

/** Path of a collector's first request, and valid objects for its answer. */
export interface Scene {
  collector: Collector;
  path: string;
  objects: readonly [object, object];
}

/** One scene for each collector of the registry. */
export const scenes: readonly Scene[] = await Promise.all(
  COLLECTORS.map(async (collector) => {
    const { samples: objects } = await collector.sandbox();
    return { collector, path: `/v1.0${collector.probe.path}`, objects };
  }),
);

/** Answers requests for one path with the answers in turn, and repeats the last one. */
export function inTurn(path: string, ...answers: readonly (SandboxAnswer | 'hang' | undefined)[]) {
  return ({ url }: SandboxRequest, nth: number) =>
    url.pathname === path ? answers[Math.min(nth, answers.length) - 1] : undefined;
}

export function page(value: readonly unknown[], more: object = {}): SandboxAnswer {
  return { status: 200, body: { ...more, value } };
}
