import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COLLECTORS } from '../../lib/collectors/registry.ts';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { appendSync } from '../../lib/register/evidence-register.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { syncAt } from '../support/register-entries.ts';

const DAYS = Array.from(
  { length: 30 },
  (_, day) => `2026-11-${String(day + 1).padStart(2, '0')}T06:00:00.000Z`,
);
const CONNECTIONS = ['one', 'two', 'three'];
const OLD = { framework: 'iso-27001-2013', id: 'A.12.6.1', title: 'Management of technical vulnerabilities' };
const SOURCES = CONNECTIONS.flatMap((connection) =>
  [...COLLECTORS.map(({ id }) => id), 'mailboxes'].map((collector) => ({ connection, collector })),
);

let register: LocalRegister;
let queries = 0;
beforeAll(async () => {
  register = await openLocalRegister();
  for (const day of DAYS)
    for (const connection of CONNECTIONS) {
      const { run, evidence } = syncAt(day, connection);
      await appendSync(register, run, evidence);
    }
  const { run, evidence } = syncAt('2026-10-01T06:00:00.000Z', 'two');
  const [score, alerts] = evidence;
  if (!score || !alerts) throw new Error('The sync has no evidence');
  await appendSync(register, run, [
    { ...score, requirements: [OLD] },
    { ...alerts, collector: 'mailboxes', requirements: [OLD] },
  ]);
  register.client.middlewareStack.add((next) => (request) => {
    queries += 1;
    return next(request);
  });
});
afterAll(() => register.close());

test('finds items that were mapped under an older framework, also of a collector that is unknown now', async () => {
  const found = await Array.fromAsync(new RegisterReader(register).forRequirements([OLD], SOURCES));
  expect(found.map(({ collector }) => collector)).toEqual(['secure-score', 'mailboxes']);
});

test('yields the newest first, each item once, and only in the period', async () => {
  const wanted = [
    { framework: 'iso-27001-2022', id: 'A.5.15' },
    { framework: 'soc2-2017', id: 'CC6.1' },
  ];
  const period = { from: DAYS[3], to: DAYS[20] };
  const found = await Array.fromAsync(new RegisterReader(register).forRequirements(wanted, SOURCES, period));
  const runs = found.map(({ run }) => run);
  expect(runs).toEqual(runs.toSorted().reverse());
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  expect(found).toHaveLength(17 * CONNECTIONS.length * 2);
});

test('reads on only when the items are needed', async () => {
  queries = 0;
  const items = new RegisterReader(register).forRequirements(
    [{ framework: 'iso-27001-2022', id: 'A.8.8' }],
    SOURCES,
  );
  await items.next();
  expect(queries).toBe(SOURCES.length);
});
