import type { Clock } from '../../lambdas/domain/clock.ts';

/** A clock for several that wait at once: time goes on to the next who wakes, when nobody has anything left to do. */
export class SimulatedClock implements Clock {
  #now = 0;
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ at: this.#now + milliseconds, wake }));
  }

  /** Lets time pass until the work is done; gives its results. */
  async until<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finished = work.finally(() => {
      done = true;
    });
    finished.catch(() => {});
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#sleepers.toSorted((a, b) => a.at - b.at)[0];
      if (!next) continue;
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      this.#now = next.at;
      next.wake();
    }
    return finished;
  }
}
