import type { Clock } from '../../lambdas/domain/clock.ts';

/** A clock that stands still until somebody sleeps; nobody waits. */
export class VirtualClock implements Clock {
  readonly slept: number[] = [];
  #now: number;

  constructor(start = '2026-11-23T12:00:00Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(milliseconds);
    this.#now += milliseconds;
  }
}
