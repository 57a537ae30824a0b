import { beforeAll, expect, jest, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { emfMeter } from '../../../lambdas/runtime/emf-meter.ts';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import { AwsUnavailable } from '../../../lib/domain/errors.ts';
import { everyFigure } from '../../../lib/domain/figure.ts';
import { type Measured, type Measurement, NAMESPACE } from '../../../lib/domain/measurement.ts';
import { appendSync } from '../../../lib/register/evidence-register.ts';
import { eachItem } from '../../../lib/register/register-pages.ts';
import { measureFreshness } from '../../../lib/sync/measure-freshness.ts';
import { dashboardOf } from '../../support/dashboard.ts';
import { metricsIn } from '../../support/embedded-metrics.ts';
import { syncSandbox } from '../../support/local-sync.ts';
import { memorySigning } from '../../support/memory-log.ts';
import { syncAt } from '../../support/register-entries.ts';
import { propertiesOf, STACK, templateFor } from '../../support/stack.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

interface Metric {
  name: string;
  dimensions: Record<string, unknown>;
}

let template: Template;
let emitted: Metric[];
let used: Metric[];
beforeAll(async () => {
  template = templateFor([{ name: 'a' }, { name: 'b', frequency: 'hourly' }]);
  used = [...usedByAlarms(), ...usedByDashboard()];
  emitted = emittedFor([...(await syncs()), ...(await probing())]);
});

/** The measurements of syncs that end in every way: complete, incomplete with skips and failures, rejected, not sealed. */
async function syncs(): Promise<[Measured, readonly Measurement[]][]> {
  const measured: [Measured, readonly Measurement[]][] = [];
  for (const variant of ['healthy', 'no-consent', 'bad-secret'] as const) {
    measured.push(...(await syncSandbox(variant)).measured);
  }
  const secrets = () => Promise.reject(new AwsUnavailable('KMS', { remedy: 'Wait.' }));
  measured.push(...(await syncSandbox('healthy', { secrets })).measured);
  const sealing = { ...memorySigning(), registerId: () => Promise.reject(new Error('unreadable')) };
  measured.push(...(await syncSandbox('healthy', { sealing })).measured);
  return measured;
}

/** The freshness probe's measurements of a connection with a recorded expiry date. */
async function probing(): Promise<[Measured, readonly Measurement[]][]> {
  const { table, reader } = await syncSandbox('healthy');
  const { run, evidence } = syncAt('2026-11-23T06:00:00.000Z', 'probed');
  await appendSync(table, { ...run, clientSecretExpires: '2027-05-31' }, evidence);
  const measured: [Measured, readonly Measurement[]][] = [];
  const probe = measureFreshness({
    collectors: COLLECTORS.map(({ id }) => id),
    latest: (...what) => reader.latest(...what),
    runs: (connection) => eachItem((page) => reader.runs(connection, page)),
    meter: (...what) => measured.push(what),
    clock: new VirtualClock('2026-11-23T12:00:00Z'),
  });
  await probe({ connections: ['probed'] });
  return measured;
}

/** Returns the metrics that CloudWatch extracts from the log of a function of this stack. */
function emittedFor(measured: readonly [Measured, readonly Measurement[]][]): Metric[] {
  const written: string[] = [];
  const log = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((line) => written.push(String(line)) > 0);
  process.env.POWERTOOLS_SERVICE_NAME = STACK;
  for (const [of, measurements] of measured) emfMeter(of, measurements);
  log.mockRestore();
  return written.flatMap(metricsIn).flatMap(({ namespace, dimensions, values }) => {
    expect(namespace).toBe(NAMESPACE);
    return Object.keys(values).map((name) => ({ name, dimensions }));
  });
}

function usedByAlarms(): Metric[] {
  interface Stat {
    Namespace?: string;
    MetricName?: string;
    Dimensions?: { Name: string; Value: unknown }[];
  }
  const alarms = Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm')) as (Stat & {
    Metrics?: { MetricStat?: { Metric: Stat } }[];
  })[];
  return alarms
    .flatMap((alarm) => [alarm, ...(alarm.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric ?? {})])
    .filter(({ Namespace }) => Namespace === NAMESPACE)
    .map(({ MetricName = '', Dimensions = [] }) => ({
      name: MetricName,
      dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
    }));
}

function usedByDashboard(): Metric[] {
  const metrics = dashboardOf(template).widgets.flatMap(({ properties }) => properties.metrics ?? []);
  return metrics
    .filter(([namespace]) => namespace === NAMESPACE)
    .map(([, name, ...rest]) => {
      const flat = rest.filter((part) => typeof part === 'string');
      const pairs = flat.flatMap((part, index) => (index % 2 === 0 ? [[part, flat[index + 1]]] : []));
      return { name: String(name), dimensions: Object.fromEntries(pairs) };
    });
}

/**
 * Returns a metric's name and the names of its dimensions. CloudWatch has no value under any other set of dimensions.
 */
const shapeOf = ({ name, dimensions }: Metric) => `${name} {${Object.keys(dimensions).sort().join()}}`;
const shapesOf = (metrics: readonly Metric[]) => [...new Set(metrics.map(shapeOf))].sort();

test('the functions emit every metric that an alarm or the dashboard uses', () => {
  expect(used.length).toBeGreaterThan(50);
  expect(shapesOf(emitted)).toEqual(expect.arrayContaining(shapesOf(used)));
});

test('metrics have the service name of the stack’s functions, and its connections', () => {
  const values = (metrics: readonly Metric[], dimension: string) =>
    new Set(metrics.map(({ dimensions }) => dimensions[dimension]));
  expect(values(emitted, 'service')).toEqual(new Set([STACK]));
  expect(values(used, 'service')).toEqual(new Set([STACK]));
  // Without a connection: the faults of AWS and of sealing, whose alarm all connections share.
  expect(values(used, 'connection')).toEqual(new Set(['a', 'b', undefined]));
  for (const { Environment } of Object.values(propertiesOf(template, 'AWS::Lambda::Function'))) {
    expect(Environment).toMatchObject({ Variables: { POWERTOOLS_SERVICE_NAME: STACK } });
  }
});

test('every figure is emitted and used with its collector as dimension', () => {
  const figures = COLLECTORS.flatMap(({ id, figures: list }) =>
    everyFigure(list).map(({ metric }) => `${metric} of ${id}`),
  );
  const named = (metrics: readonly Metric[]) =>
    metrics.map(({ name, dimensions }) => `${name} of ${String(dimensions.collector)}`);
  expect(named(emitted)).toEqual(expect.arrayContaining(figures));
  expect(named(used)).toEqual(expect.arrayContaining(figures));
});

test('only the amounts that were read are emitted without an alarm or a widget', () => {
  const unused = shapesOf(emitted).filter((shape) => !shapesOf(used).includes(shape));
  expect(unused).toEqual([
    'ItemsRead {collector,connection,service}',
    'PagesRead {collector,connection,service}',
  ]);
});
