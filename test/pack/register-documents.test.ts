import { expect, test } from '@jest/globals';
import { PACK_FILE } from '../../lib/pack/pack-files.ts';
import { RegisterDocuments } from '../../lib/pack/register-documents.ts';
import type { DocumentName, SealedRegister } from '../../lib/pack/sealed-register.ts';

const SYNCS = 60;
const COLLECTORS = ['conditional-access', 'risky-users', 'secure-score', 'security-alerts'];
const runOf = (index: number) => `2026-07-01T06:00:00.000Z_${index}`;

/** Returns the documents of syncs in the order of a register, and the number of queries so far. */
function counted(collectors: readonly string[]) {
  const names = new Map<string, DocumentName>();
  for (let index = 0; index < SYNCS; index++) {
    const run = runOf(index);
    const files: [string, DocumentName][] = [
      [PACK_FILE.run(index), { run }],
      ...collectors.map((id): [string, DocumentName] => [
        PACK_FILE.evidence(index, id),
        { run, collector: id },
      ]),
    ];
    for (const [file, name] of files.toSorted()) names.set(file, name);
  }
  const queries: number[] = [];
  const register = {
    async documents(asked: readonly DocumentName[]) {
      queries.push(asked.length);
      return asked.map(({ run, collector }) => `${run} ${collector ?? 'run'}`);
    },
  } as Partial<SealedRegister> as SealedRegister;
  return { documents: new RegisterDocuments(register, names), queries };
}

test('reads each document once, although verification begins with the run of each sync', async () => {
  const { documents, queries } = counted(COLLECTORS);
  for (let index = 0; index < SYNCS; index++) {
    expect(String(await documents.read(PACK_FILE.run(index)))).toBe(`${runOf(index)} run`);
    for (const id of COLLECTORS)
      expect(String(await documents.read(PACK_FILE.evidence(index, id)))).toBe(`${runOf(index)} ${id}`);
  }
  expect(queries).toEqual([100, 100, 100]);
});

test('finds a document of a run that an attacker gave more documents than a query returns', async () => {
  const many = Array.from({ length: 250 }, (_, nth) => `collector-${String(nth).padStart(3, '0')}`);
  const { documents } = counted(many);
  expect(String(await documents.read(PACK_FILE.evidence(1, 'collector-249')))).toBe(
    `${runOf(1)} collector-249`,
  );
});
