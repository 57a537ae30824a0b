import { type DynamoDBClient, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lambdas/collectors/registry.ts';
import type { DayDone } from '../../lib/local/sandbox-history.ts';
import { outcomesOf, syncSandbox } from '../support/local-sync.ts';
import { daysBefore, NOW, readStory, record, type Story, type Today } from '../support/sandbox-history.ts';

const LATER_THAT_DAY = NOW + 6 * 3_600_000;

let today: Today;
let story: Story;

// One history for all that only reads it, made when there was a sync of today already.
beforeAll(async () => {
  today = await syncSandbox('healthy');
  await record(today, today.connection);
  story = await readStory(today.reader, today.connection);
}, 60_000);

async function everything(): Promise<string[]> {
  const { client, tableName: TableName } = today.table;
  const items: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
    items.push(...Items.map((item) => JSON.stringify(item)));
  }
  return items.sort();
}

test('in whatever order syncs are appended, the register reads them by their time, the newest first', async () => {
  const runs = await today.reader.runs(today.connection, { limit: 500 });
  const starts = runs.items.map(({ startedAt }) => startedAt);
  expect(starts).toEqual(starts.toSorted().reverse());
  expect(runs.items[0]).toEqual(today.run);
  for (const { id } of COLLECTORS) {
    const { items } = await today.reader.history(today.connection, id, { limit: 500 });
    const ids = items.map(({ run }) => run);
    expect(ids).toEqual(ids.toSorted().reverse());
    expect(ids[0]).toBe(today.run?.id);
  }
});

test('a history that is made again, at any time of the day, writes nothing', async () => {
  const before = await everything();
  const again = await record(today, today.connection, { now: LATER_THAT_DAY });
  expect(new Set(again.map(({ sync }) => sync))).toEqual(new Set(['known', 'none']));
  expect(await everything()).toEqual(before);
});

test('a shorter history is the end of the longer one, and a day is the same whoever tells it', async () => {
  await record(today, 'sync-30', { days: 12, now: LATER_THAT_DAY });
  const tell = ({ run, facts }: (typeof story)[number]) => [run.id, outcomesOf(run), facts];
  expect((await readStory(today.reader, 'sync-30')).map(tell)).toEqual(story.slice(-13, -1).map(tell));
});

test('a longer history adds the days that are missing', async () => {
  await record(today, 'sync-31', { days: 2 });
  const longer = await record(today, 'sync-31', { days: 4 });
  expect(longer.map(({ sync }) => sync)).toEqual(['complete', 'complete', 'known', 'known']);
  expect((await readStory(today.reader, 'sync-31')).map(({ day }) => day)).toEqual(daysBefore(4, 1));
});

test('a history that is broken off has whole syncs of the days before that, and none after', async () => {
  const brokenOff = new AbortController();
  const done: DayDone[] = [];
  const onDay = (day: DayDone) => {
    if (done.push(day) === 2) brokenOff.abort();
  };
  await record(today, 'sync-32', { days: 5, onDay, signal: brokenOff.signal });
  expect(done.map(({ date }) => date)).toEqual(daysBefore(5, 4));
  const syncs = await readStory(today.reader, 'sync-32');
  expect(syncs.map(({ day, evidence }) => [day, evidence.length])).toEqual(
    daysBefore(5, 4).map((day) => [day, 4]),
  );
});

test('a history of a day that cannot be recorded ends there, and says why', async () => {
  const { client, tableName } = today.table;
  const full = {
    send: async (command: object) => {
      if (command instanceof PutItemCommand) throw new Error('the disk is full');
      return client.send(command as PutItemCommand);
    },
  } as DynamoDBClient;
  await expect(record(today, 'sync-33', { register: { client: full, tableName } })).rejects.toThrow(
    `The sync of ${daysBefore(30)[0]} could not be recorded: the disk is full`,
  );
});

test.each([0, -1, 401, 1.5, Number.NaN])('a history of %d days is refused, in words', async (number) => {
  await expect(record(today, 'sync-34', { days: number })).rejects.toThrow(
    new RangeError(`A history of ${number} days cannot be made. Write a number from 1 to 400.`),
  );
  expect(await readStory(today.reader, 'sync-34')).toEqual([]);
});
