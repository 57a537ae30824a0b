import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';
import { COLLECTORS } from '../../../lib/collectors/registry.ts';
import { type AssessedSync, assessmentResults } from '../../../lib/export/oscal/assessment-results.ts';
import { requirementsOf } from '../../../lib/frameworks/evidence-mapping.ts';
import { canonicalJson, sha256Of } from '../../../lib/log/document.ts';
import { sandboxSyncs } from '../../support/sandbox-syncs.ts';
import { WRITTEN_PARTS } from './written-parts.ts';

const ajv = new Ajv({ strict: true, allErrors: true });
(formats.default as unknown as { default: (to: Ajv) => void }).default(ajv);
// ajv also compares the classes of two arrays, so the schema must come from `JSON.parse` as the export does.
const fits = ajv.compile(JSON.parse(JSON.stringify(WRITTEN_PARTS)));

const LAST = '2026-11-23T06:00:00.000Z';

async function threeSyncs(): Promise<AssessedSync[]> {
  const syncs = await sandboxSyncs({ syncs: 3, last: LAST });
  return syncs.map(({ run, evidence }) => ({
    run,
    evidence: evidence.map((item) => ({ ...item, sha256: sha256Of(canonicalJson(item)) })),
  }));
}

// As it would be read: values that JSON leaves out must not count as fields.
const exported = (syncs: readonly AssessedSync[]) =>
  JSON.parse(
    JSON.stringify(
      assessmentResults(syncs, {
        connection: 'default',
        software: 'm365-evidence test',
        requirements: COLLECTORS.flatMap(({ evidenceFor }) => requirementsOf(evidenceFor)),
        fileOf: (run, collector) =>
          `syncs/${String(syncs.findIndex((sync) => sync.run === run)).padStart(12, '0')}/${collector}.json`,
      }),
    ),
  );

/** Returns the fields of an export that the project's schema does not allow. */
function differences(document: unknown): string[] {
  fits(document);
  return (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('OSCAL assessment results', () => {
  test('have a result for each sync, and an observation and a resource for each item', async () => {
    const syncs = await threeSyncs();
    const document = exported(syncs);
    expect(differences(document)).toEqual([]);
    const { results, 'back-matter': back } = document['assessment-results'];
    expect(results.map(({ observations }: { observations: [] }) => observations.length)).toEqual([4, 4, 4]);
    expect(back.resources).toHaveLength(1 + 3 * 4);
    expect(back.resources[1].rlinks[0].hashes[0].value).toBe(syncs[0]?.evidence[0]?.sha256);
  });

  test('link each observation to the resource of its document, and the plan to its resource', async () => {
    const {
      results,
      'back-matter': back,
      'import-ap': plan,
    } = exported(await threeSyncs())['assessment-results'];
    const uuids = new Set(back.resources.map(({ uuid }: { uuid: string }) => `#${uuid}`));
    const links = results.flatMap(
      ({ observations }: { observations: { 'relevant-evidence': { href: string }[] }[] }) =>
        observations.flatMap((observation) => observation['relevant-evidence'].map(({ href }) => href)),
    );
    expect([plan.href, ...links].filter((href) => !uuids.has(href))).toEqual([]);
    expect(new Set(links).size).toBe(12);
  });

  test('are the same for the same syncs, byte for byte', async () => {
    expect(JSON.stringify(exported(await threeSyncs()))).toBe(JSON.stringify(exported(await threeSyncs())));
  });

  test('make no finding and no claim that a requirement is met', async () => {
    expect(JSON.stringify(exported(await threeSyncs()))).not.toMatch(/"findings"|satisfied/);
  });

  test('say of a sync that read nothing that it supports no requirement', async () => {
    const [sync] = await threeSyncs();
    if (!sync) throw new Error('there is no sync');
    const rejected = { run: { ...sync.run, status: 'rejected' as const, outcomes: [] }, evidence: [] };
    const document = exported([rejected]);
    expect(differences(document)).toEqual([]);
    expect(document['assessment-results'].results[0]).toMatchObject({
      'reviewed-controls': { description: 'No evidence was read for these requirements.' },
    });
  });

  test('say that no sync ran in an empty period', () => {
    const document = exported([]);
    expect(differences(document)).toEqual([]);
    expect(document['assessment-results'].results[0].title).toBe('No sync');
  });
});
