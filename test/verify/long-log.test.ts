import { expect, test } from '@jest/globals';
import { verify } from '../../lib/verify/verify.ts';
import { packOfLongLog } from '../support/long-log.ts';

const NOW = '2099-01-01T00:00:00.000Z';

test('verifies a log of 10,000 entries in less than two seconds of CPU time', async () => {
  const pack = await packOfLongLog(10_000);
  const before = process.cpuUsage();
  const { intact, size } = await verify(pack, { now: NOW });
  expect([intact, size]).toEqual([true, 10_000]);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
});
