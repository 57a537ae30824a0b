import { expect, test } from '@jest/globals';
import type { Reading, Trend } from '../../../lib/audit/trend.ts';
import { chart } from '../../../lib/export/html/chart.ts';
import { type Span, valueDomain } from '../../../lib/export/html/chart-spec.ts';
import { chartText } from '../../../lib/export/html/chart-text.ts';

const USERS = { one: 'user', many: 'users' };
const reading = (day: number, value: number): Reading => ({
  at: new Date(Date.UTC(2026, 10, day, 6)).toISOString(),
  value,
});
const score = (...stretches: Reading[][]): Trend => ({
  collector: 'secure-score',
  title: 'Secure Score',
  unit: '%',
  series: [{ label: 'Secure Score', stretches }],
  leftOut: 0,
  gaps: [],
});
const NOVEMBER: Span = [Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 24)];
const drawn = async (trend: Trend) => String(await chart(trend, NOVEMBER));
/** Returns the number of lines or points, which have the colour of readings. */
const drawnAs = (attribute: 'stroke' | 'fill', svg: string) =>
  svg.split(`${attribute}="var(--line-of-chart)"`).length - 1;

test('each stretch between gaps is a separate line, and a single reading is a point', async () => {
  const svg = await drawn(
    score([reading(1, 60), reading(2, 61)], [reading(9, 61)], [reading(20, 62), reading(21, 62)]),
  );
  expect(drawnAs('stroke', svg)).toBe(3);
  expect(drawnAs('fill', svg)).toBe(2);
});

test('a line is straight between equal readings, and ends at the last of them', async () => {
  const flat = [1, 2, 3, 4].map((day) => reading(day, 60));
  const ends = [reading(1, 60), reading(4, 60)];
  expect(await drawn(score([...flat, reading(5, 62)]))).toBe(
    await drawn(score([...ends, reading(5, 62)])).then((svg) => svg.replace('3 readings', '5 readings')),
  );
  expect(drawnAs('fill', await drawn(score(flat)))).toBe(1);
});

test('a single reading is drawn', async () => {
  expect(drawnAs('fill', await drawn(score([reading(1, 60)])))).toBe(1);
});

test('each of several series has a row under its name', async () => {
  const series = ['High risk', 'Medium risk'].map((label, index) => ({
    label,
    stretches: [[reading(1, index)]],
  }));
  const svg = await drawn({
    collector: 'risky-users',
    title: 'Risky users',
    unit: USERS,
    series,
    leftOut: 2,
    gaps: [],
  });
  expect(svg).toContain('>High risk</text>');
  expect(svg).toContain('>Medium risk</text>');
  expect(svg).toContain(
    '<figcaption>Risky users over time (users; 2 partial readings left out)</figcaption>',
  );
});

test('a chart needs no style attribute, has the colours of the report, and is one image to a screen reader', async () => {
  const svg = await drawn(score([reading(1, 60), reading(2, 61)]));
  expect(svg).not.toMatch(/style=|<script|<style|https?:|NaN|undefined/);
  expect(svg.match(/role=|aria-/g)).toHaveLength(2);
  expect(svg).toContain(`<svg role="img" aria-label="${chartText(score([reading(1, 60), reading(2, 61)]))}"`);
});

test('its axes show only integers and times', async () => {
  const svg = await drawn(score([reading(1, 60), reading(2, 61)]));
  expect([...svg.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text)).toEqual([
    ...['55', '60', '65'],
    ...['1 Nov', '8 Nov', '15 Nov', '22 Nov'],
  ]);
});

test('its axis shows days in UTC in every time zone', async () => {
  const midnight = score([{ at: '2026-11-10T00:00:00.000Z', value: 60 }]);
  const svg = String(await chart(midnight, [Date.UTC(2026, 10, 10), Date.UTC(2026, 10, 11)]));
  expect(svg).toContain('>10 Nov 06:00</text>');
});

test('its text has the first, last, lowest and highest value and the numbers of readings and gaps', () => {
  expect(chartText(score([reading(1, 60), reading(2, 64)], [reading(9, 61)]))).toBe(
    'Secure Score over time. Secure Score: 3 readings, with 1 gap, first 60 % on 2026-11-01, last 61 % on 2026-11-09, lowest 60 %, highest 64 %.',
  );
  expect(chartText(score([reading(1, 60)]))).toContain('one reading, 60 % on 2026-11-01.');
  expect(chartText(score())).toContain('no reading.');
});

test('the axis of counts starts at zero, the axis of percentages near the lowest', () => {
  expect(valueDomain([3, 12], USERS)).toEqual([0, 12]);
  expect(valueDomain([0, 0], USERS)).toEqual([0, 1]);
  expect(valueDomain([61.9, 62.4], '%')).toEqual([60, 65]);
  expect(valueDomain([0, 100], '%')).toEqual([0, 100]);
  expect(valueDomain([100, 100], '%')).toEqual([95, 100]);
});

test('finds the extent of more values than a call takes arguments', () => {
  expect(valueDomain(Array<number>(300_000).fill(7), USERS)).toEqual([0, 7]);
});
