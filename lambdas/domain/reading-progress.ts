import type { Answer } from './provenance.ts';

/** What happens while a collector reads, for whoever shows or logs it. */
export type ReadingProgress =
  | { kind: 'page'; pages: number; items: number; answer: Answer }
  | { kind: 'retry'; why: string; waitMs: number };
