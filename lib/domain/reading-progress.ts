import type { Answer } from './provenance.ts';

/** An event while a collector reads, for progress displays and logs. `waitMs` is in milliseconds. */
export type ReadingProgress =
  | { kind: 'page'; pages: number; items: number; answer: Answer }
  | { kind: 'retry'; why: string; waitMs: number };
