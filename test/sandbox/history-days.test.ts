import { expect, test } from '@jest/globals';
import { alertsOf } from '../../lib/collectors/security-alerts/sandbox-alerts.ts';
import { historyDays, LONGEST_HISTORY } from '../../lib/sandbox/history-days.ts';
import { lindqvist } from '../../lib/sandbox/lindqvist.ts';
import { GRAPH_SOURCES } from '../../lib/sandbox/sources.ts';
import { isSandboxTenant } from '../../lib/sandbox/tenant-names.ts';

const MORNING = Date.parse('2026-11-23T00:00:00Z');
const NIGHT = Date.parse('2026-11-23T23:59:59Z');
const longest = historyDays(LONGEST_HISTORY, MORNING);

test('a history has the days before today in UTC, at any time of day', () => {
  expect(historyDays(2, MORNING).map(({ date }) => date)).toEqual(['2026-11-21', '2026-11-22']);
  expect(historyDays(LONGEST_HISTORY, NIGHT)).toEqual(longest);
});

test('a shorter history is the end of a longer one', () => {
  expect(historyDays(30, MORNING)).toEqual(longest.slice(-30));
});

test('a sync begins at a fixed minute of its day, also in a history that is made later', () => {
  const startOf = (day: string, now: number) =>
    historyDays(90, now).find(({ date }) => date === day)?.startsAt;
  const [start, tomorrow] = [startOf('2026-10-01', MORNING), startOf('2026-10-01', MORNING + 86_400_000)];
  expect(start).toBeDefined();
  expect(start).toBe(tomorrow);
  const minutes = new Set(longest.map(({ startsAt }) => new Date(startsAt).toISOString().slice(11, 16)));
  expect([...minutes].sort()).toEqual(['05:00', '05:01', '05:02', '05:03', '05:04', '05:05']);
});

test('every synced variant exists in the sandbox', () => {
  const variants = longest.flatMap(({ variant }) => variant ?? []);
  expect(variants.filter((variant) => !isSandboxTenant(variant))).toEqual([]);
});

test('every variant that a source declares exists in the sandbox', () => {
  const declared = GRAPH_SOURCES.flatMap(({ variants = {} }) => Object.keys(variants));
  expect(declared.filter((variant) => !isSandboxTenant(variant))).toEqual([]);
});

test('before the last ninety days no sync fails, and the score hardly moves', () => {
  const before = longest.filter(({ ago }) => ago > 90);
  expect(new Set(before.map(({ variant }) => variant))).toEqual(new Set(['no-p2']));
  const scores = before.map(({ ago }) => {
    const { data } = lindqvist(MORNING, ago);
    return (data['/security/secureScores'] as { currentScore: number }[])[0];
  });
  expect(scores.map((score) => score?.currentScore)).toEqual(
    scores.map((score) => score?.currentScore).sort(),
  );
  expect(scores.at(0)?.currentScore).toBeGreaterThan(290);
  expect(scores.at(-1)?.currentScore).toBeLessThan(302);
});

test('the tenant of a past day holds nothing of a later day', () => {
  for (const { ago } of longest) {
    const at = new Date(MORNING - ago * 86_400_000).toISOString();
    const written = JSON.stringify(lindqvist(MORNING, ago).data);
    const times = written.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(times.filter((time) => time > at)).toEqual([]);
  }
});

test('the alerts that were never hidden are those of today', () => {
  expect(lindqvist(NIGHT).data['/security/alerts_v2']).toEqual(alertsOf(24, NIGHT));
});
