import { expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { signedInSandbox } from '../support/signed-in-sandbox.ts';

test.each(COLLECTORS.map((collector) => ({ collector, name: collector.title })))(
  'an observation of $name stays under 60 kB on any tenant',
  async ({ collector }) => {
    const { sources } = await collector.sandbox();
    const largest = sources.flatMap((source) => (source.largest ? [[source.path, source.largest()]] : []));
    expect(largest).not.toEqual([]);
    const { read } = await signedInSandbox({
      data: Object.fromEntries(largest),
      settings: { options: { includeUserNames: true } },
    });
    const { observation } = await read(collector);
    expect(Buffer.byteLength(JSON.stringify(observation))).toBeLessThan(60_000);
    expect(JSON.stringify(observation).isWellFormed()).toBe(true);
  },
);
