import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import { assessmentResults } from '../../../lib/export/oscal/assessment-results.ts';
import { requirementsFor } from '../../../lib/frameworks/evidence-mapping.ts';
import { notesIn } from '../../../lib/settings/report-notes.ts';
import { settingsIn } from '../../../lib/settings/settings-context.ts';
import { WRITTEN_PARTS } from '../../export/oscal/written-parts.ts';
import { syncSandbox } from '../../support/local-sync.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CONTEXT = {
  frameworks: ['nis2-2022-2555', 'lib/frameworks/your-own.json'],
  scope: 'lib/frameworks/scope.json',
};

test('the examples in the documents can be used', () => {
  expect(settingsIn(CONTEXT, ROOT).frameworks).toEqual([
    'nis2-2022-2555',
    expect.objectContaining({ id: 'acme-policies-2026' }),
  ]);
  expect(notesIn(CONTEXT, ROOT).elsewhere['iso-27001-2022']).toMatchObject({ 'A.8.1': 'Intune' });
});

test('the workflow records evidence for the frameworks that are switched on, and OSCAL takes their ids', async () => {
  const settings = settingsIn(CONTEXT, ROOT);
  const { run, evidence } = await syncSandbox('healthy', { settings });
  const named = Object.fromEntries(
    evidence.map(({ collector, requirements }) => [
      collector,
      requirements.map(({ framework, id }) => `${framework} ${id}`),
    ]),
  );
  expect(named).toEqual({
    'secure-score': ['nis2-2022-2555 21.2.e', 'nis2-2022-2555 21.2.f'],
    'security-alerts': ['nis2-2022-2555 21.2.b'],
    'risky-users': ['nis2-2022-2555 21.2.i', 'acme-policies-2026 AC-5'],
    'conditional-access': ['nis2-2022-2555 21.2.i', 'nis2-2022-2555 21.2.j', 'acme-policies-2026 AC-2'],
  });
  if (!run) throw new Error('The sync was not recorded');
  const exported = assessmentResults([{ run, evidence }], {
    connection: run.connection,
    software: 'test',
    requirements: COLLECTORS.flatMap((collector) => requirementsFor(collector, settings)),
    fileOf: () => undefined,
  });
  const ajv = new Ajv({ strict: true, allErrors: true });
  (formats.default as unknown as { default: (to: Ajv) => void }).default(ajv);
  const fits = ajv.compile(WRITTEN_PARTS);
  fits(JSON.parse(JSON.stringify(exported)));
  expect(fits.errors?.filter(({ instancePath }) => instancePath.includes('control')) ?? []).toEqual([]);
  expect(JSON.stringify(exported)).toContain('"control-id":"_21.2.e"');
});
