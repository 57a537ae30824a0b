import { type DynamoDBClient, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import type { DayDone } from '../../../lib/deployment/on-laptop/sandbox-history.ts';
import { errorText } from '../../support/error-text.ts';
import { outcomesOf, syncSandbox } from '../../support/local-sync.ts';
import { daysBefore, NOW, readStory, record, type Story, type Today } from '../../support/sandbox-history.ts';
import { rejection } from '../../support/signed-in-sandbox.ts';

const LATER_THAT_DAY = NOW + 6 * 3_600_000;

let today: Today;
let story: Story;

// One history for all tests that only read it, made after a sync of today.
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

test('the register returns syncs newest first, in whatever order they were appended', async () => {
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

test('making a history again, at any time of the day, writes nothing', async () => {
  const before = await everything();
  const again = await record(today, today.connection, { now: LATER_THAT_DAY });
  expect(new Set(again.map(({ sync }) => sync))).toEqual(new Set(['known', 'none']));
  expect(await everything()).toEqual(before);
});

test('a shorter history is the end of the longer one, with the same days', async () => {
  await record(today, 'sync-30', { days: 12, now: LATER_THAT_DAY });
  const tell = ({ run, facts }: (typeof story)[number]) => [run.id, outcomesOf(run), facts];
  expect((await readStory(today.reader, 'sync-30')).map(tell)).toEqual(story.slice(-13, -1).map(tell));
});

test('a longer history adds the missing days', async () => {
  await record(today, 'sync-31', { days: 2 });
  const longer = await record(today, 'sync-31', { days: 4 });
  expect(longer.map(({ sync }) => sync)).toEqual(['complete', 'complete', 'known', 'known']);
  expect((await readStory(today.reader, 'sync-31')).map(({ day }) => day)).toEqual(daysBefore(4, 1));
});

test('an interrupted history has complete syncs of the earlier days, and no later ones', async () => {
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

test('a history ends at a day that cannot be recorded, with the reason', async () => {
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

test.each([0, -1, 401, 1.5, Number.NaN])('refuses a history of %d days, with the reason', async (number) => {
  expect(errorText(await rejection(record(today, 'sync-34', { days: number })))).toBe(
    `--days: A history of ${number} days cannot be made. Write a number from 1 to 400.`,
  );
  expect(await readStory(today.reader, 'sync-34')).toEqual([]);
});
