import { VirtualClock as Clock } from '../../lib/deployment/on-laptop/virtual-clock.ts';

/** The virtual clock, which also records the duration of each sleep. */
export class VirtualClock extends Clock {
  readonly slept: number[] = [];

  constructor(start = '2026-11-23T12:00:00Z') {
    super(Date.parse(start));
  }

  override async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await super.sleep(milliseconds, signal);
    this.slept.push(milliseconds);
  }
}
