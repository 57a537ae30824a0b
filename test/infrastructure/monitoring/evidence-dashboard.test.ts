import { beforeAll, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import { everyFigure } from '../../../lib/domain/figure.ts';
import { unitText } from '../../../lib/domain/figure-text.ts';
import { type DashboardBody, dashboardOf, type Widget } from '../../support/dashboard.ts';
import { templateFor } from '../../support/stack.ts';

let template: Template;
let dashboard: DashboardBody;
beforeAll(() => {
  template = templateFor([{ name: 'first' }, { name: 'second', frequency: 'hourly' }]);
  dashboard = dashboardOf(template);
});

const titled = (title: string) => dashboard.widgets.filter(({ properties }) => properties.title === title);

/** Returns the metrics that widgets draw: `name` or `name of collector`. */
function drawn(widgets: readonly Widget[]): string[] {
  const metrics = widgets.flatMap(({ properties }) => properties.metrics ?? []);
  return metrics.flatMap(([namespace, name, ...rest]) => {
    if (typeof namespace !== 'string') return [];
    const collector = rest.indexOf('collector');
    return [collector < 0 ? String(name) : `${String(name)} of ${String(rest[collector + 1])}`];
  });
}

test('puts the chosen connection into the dimension of every metric', () => {
  expect(dashboard.variables).toEqual([
    {
      id: 'connection',
      type: 'property',
      property: 'connection',
      inputType: 'select',
      label: 'Connection',
      defaultValue: 'first',
      values: [
        { label: 'first', value: 'first' },
        { label: 'second', value: 'second' },
      ],
    },
  ]);
  const metrics = dashboard.widgets.flatMap(({ properties }) => properties.metrics ?? []);
  for (const metric of metrics.filter(([namespace]) => typeof namespace === 'string')) {
    expect(metric[metric.indexOf('connection') + 1]).toBe('first');
  }
});

test('shows thirty days, each widget with its own period', () => {
  expect(dashboard).toMatchObject({ start: '-P30D', periodOverride: 'inherit' });
});

test('has a tile for each collector: its last headline figure, and the age of the newest evidence', () => {
  const tiles = dashboard.widgets.filter(({ properties }) => properties.view === 'singleValue');
  expect(tiles.slice(0, COLLECTORS.length).map((tile) => [tile.properties.title, drawn([tile])])).toEqual(
    COLLECTORS.map(({ id, figures: { headline } }) => [
      `${headline.label} (${unitText(null, headline.unit)}), and the newest evidence (hours old)`,
      [`${headline.metric} of ${id}`, `EvidenceAgeHours of ${id}`],
    ]),
  );
  const [figure, , age] = tiles[0]?.properties.metrics ?? [];
  expect(figure).toEqual([{ expression: 'FILL(newest0, REPEAT)', label: 'Secure Score', period: 3600 }]);
  expect(age).toEqual([
    { expression: 'FILL(newest1, REPEAT)', label: 'Newest evidence (hours old)', period: 3600 },
  ]);
});

test('draws every figure of every collector over time', () => {
  for (const { id, title, figures } of COLLECTORS) {
    const trend = titled(`${title} (${unitText(null, figures.headline.unit)}, average of the day)`);
    expect(drawn(trend)).toEqual(everyFigure(figures).map(({ metric }) => `${metric} of ${id}`));
  }
});

test('shows each collector’s outcomes, duration, retries and the age of its newest evidence', () => {
  const shown = new Set(drawn(dashboard.widgets));
  for (const { id } of COLLECTORS) {
    for (const metric of ['Collected', 'Skipped', 'Failed', 'CollectorDuration', 'GraphRetries']) {
      expect(shown).toContain(`${metric} of ${id}`);
    }
    expect(shown).toContain(`EvidenceAgeHours of ${id}`);
  }
});

test('shows how syncs ended, the age of the last complete sync, and the days until the credential expires', () => {
  expect(drawn(titled('How syncs ended (syncs a day)'))).toEqual([
    'SyncsComplete',
    'SyncsIncomplete',
    'SyncsRejected',
    'SyncsStoppedByAws',
    'SyncsNotSealed',
  ]);
  expect(drawn(titled('Complete sync (hours)'))).toEqual(['CompleteSyncAgeHours']);
  expect(drawn(titled('Credential expires (days)'))).toEqual(['ClientSecretDaysLeft']);
});

test('shows the state of every alarm', () => {
  const shown = dashboard.widgets.flatMap(({ properties }) => properties.alarms ?? []);
  expect(shown.sort()).toEqual(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).sort());
});

test('explains what it shows, that days are in UTC, and gives the unit in each title of figures', () => {
  const [text] = dashboard.widgets.filter(({ type }) => type === 'text');
  expect(text?.properties.markdown).toMatch(/connection chosen above[\s\S]*in UTC/);
  for (const { type, properties } of dashboard.widgets) {
    if (type === 'metric') expect(properties.title).toMatch(/ \([^()]+\)$/);
  }
});

test('its widgets fill rows of 24 columns without overlap', () => {
  const cells = dashboard.widgets.flatMap(({ x, y, width, height }) =>
    Array.from(
      { length: width * height },
      (_, cell) => `${x + (cell % width)},${y + Math.floor(cell / width)}`,
    ),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...dashboard.widgets.map(({ x, width }) => x + width))).toBe(24);
});

test('an output gives its name', () => {
  const [name] = Object.keys(template.findResources('AWS::CloudWatch::Dashboard'));
  expect(template.findOutputs('*')).toMatchObject({ DashboardName: { Value: { Ref: name } } });
});
