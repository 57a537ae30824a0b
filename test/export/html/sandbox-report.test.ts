import { expect, test } from '@jest/globals';
import { pageOf, TODAY, textOf } from '../../support/rendered-page.ts';
import { type Sync, sandboxSyncs } from '../../support/sandbox-syncs.ts';
import { rejected } from '../../support/sync-outcomes.ts';
import { reportOn } from '../../support/written-report.ts';

const NOTE = 'Sandbox data. This report is about fictional tenants and is no evidence of a real one';

/** Returns syncs of a connection, marked as sandbox data. */
async function marked(connection: string, sandbox: string): Promise<Sync[]> {
  const syncs = await sandboxSyncs({ connection, syncs: 2, last: TODAY });
  return syncs.map(({ run, evidence }) => ({
    run: { ...run, sandbox },
    evidence: evidence.map((item) => ({ ...item, sandbox })),
  }));
}

/** Returns the text in a margin of each printed page. */
const edge = (html: string, place: string) =>
  new RegExp(`@${place} \\{\\s*content: "([^"]*)"`).exec(html)?.[1];

test('a report on a sandbox tenant is marked at its top and end, at each connection, and on each printed page', async () => {
  const html = await pageOf([...(await marked('marked', 'healthy')), ...(await marked('other', 'no-p2'))]);
  const text = textOf(html);
  expect(text.slice(0, 400)).toContain(
    `${NOTE}: marked: sandbox tenant healthy; other: sandbox tenant no-p2`,
  );
  expect(text.indexOf(NOTE)).toBeLessThan(text.indexOf('Register a test'));
  expect(text.slice(-300)).toContain(
    'Sandbox data: fictional, no evidence of a real tenant. Written by m365-',
  );
  expect(html.slice(0, 600)).toContain('<title>Sandbox data: Microsoft 365 evidence');
  expect(html.match(/>marked, sandbox data: healthy</g)).toHaveLength(3);
  for (const place of ['top-center', 'bottom-center'])
    expect(edge(html, place)).toBe('SANDBOX DATA: fictional, no evidence of a real tenant');
});

test('a report whose only sync was rejected is marked, and so is a sandbox register of an earlier version', async () => {
  const [sync] = await marked('refused', 'bad-secret');
  if (!sync) throw new Error('There is no sync');
  expect(textOf(await pageOf([rejected(sync)])).slice(0, 400)).toContain(
    'refused: sandbox tenant bad-secret',
  );
  const unmarked = await sandboxSyncs({ connection: 'before-marks', syncs: 1, last: TODAY });
  const html = await pageOf(unmarked, { fictional: true });
  expect(textOf(html).slice(0, 400)).toContain(NOTE);
  expect(edge(html, 'top-center')).toContain('SANDBOX DATA');
});

test('a report on a real tenant has no mark, in print or in its data', async () => {
  const syncs = await sandboxSyncs({ connection: 'real', syncs: 1, last: TODAY });
  expect((await pageOf(syncs)).match(/sandbox/i)).toBeNull();
  const data = await reportOn(syncs);
  expect([data.fictional, data.connections[0]?.sandboxes]).toEqual([false, []]);
});
