import { expect, test } from '@jest/globals';
import { renderReport } from '../../../lib/export/html/render-report.ts';
import { recordedAnnotation } from '../../support/annotation.ts';
import { syncAt } from '../../support/register-entries.ts';
import { textOf } from '../../support/rendered-page.ts';
import { reportOn } from '../../support/written-report.ts';

test('an annotation is next to the gap, which stays, and an expired one says so', async () => {
  const days = ['2026-11-20', '2026-11-22', '2026-11-23'];
  const data = await reportOn(days.map((day) => syncAt(`${day}T06:00:00.000Z`, 'annotated')));
  const about = { from: '2026-11-21', to: '2026-11-21' };
  const given = { connection: 'annotated', about, reason: 'Power <cut>', ticket: 'OPS-7' };
  const annotations = [
    { ...recordedAnnotation({ ...given, index: 9 }), expired: false, sealed: true },
    { ...recordedAnnotation({ ...given, until: '2026-11-22' }), expired: true, sealed: false },
    {
      ...recordedAnnotation({ ...given, about: { policy: 'p-1' }, reason: 'Break-glass account' }),
      expired: false,
      sealed: false,
    },
  ];
  const connections = data.connections.map((connection) => ({ ...connection, annotations }));
  const page = await renderReport({ ...data, connections }, ['auditor']);
  const text = textOf(page);
  expect(text).toContain('2026-11-21 (no sync) Annotation 1 , 2 (expired)');
  expect(text).toContain(
    '2026-11-21 missing none no sync Annotation: Power <cut> (Security team, until 2027-01-31, OPS-7)',
  );
  expect(text).toContain('Annotation, expired: Power <cut> (Security team, until 2026-11-22, OPS-7)');
  expect(text).toContain('Annotation on policy p-1: Break-glass account (Security team');
  expect(text).toContain('entry 9 of the log');
  expect(text).toContain('not sealed yet');
  expect(page).toContain('id="annotated/annotation/2"');
});

test('shows the sample with its rule, and the scope with each requirement', async () => {
  const days = ['2026-11-21', '2026-11-22', '2026-11-23'];
  const data = await reportOn(
    days.map((day) => syncAt(`${day}T06:00:00.000Z`, 'sampled')),
    { sample: { size: 1, seed: '2026Q4' } },
  );
  const text = textOf(await renderReport(data, ['auditor']));
  expect(text).toContain(`${data.connections[0]?.sample?.rule} The sample holds 1 due sync.`);
  expect(text).toContain(
    'Due 2 syncs by the schedule daily: 2 complete, 0 incomplete, 0 rejected, 0 missing.',
  );
  expect(text).toMatch(/No evidence: A\.5\.1, A\.5\.2,.* A\.8\.34\./);
  expect(text).toMatch(/\d of 93 Annex A controls, \d of 33 common criteria have evidence here\./);
});
