import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LocalRegister, openLocalRegister } from '../../lib/deployment/on-laptop/local-register.ts';
import { append } from '../../lib/log/append.ts';
import { canonicalJson, sha256Of } from '../../lib/log/document.ts';
import type { LogEntry } from '../../lib/log/entry.ts';
import type { RegisterFinding } from '../../lib/register/register-finding.ts';
import { registerKeys } from '../../lib/register/register-keys.ts';
import { registerLog } from '../../lib/register/register-log.ts';
import { RegisterReader } from '../../lib/register/register-reader.ts';
import { annotation } from '../support/annotation.ts';
import { putDocument } from '../support/stored-document.ts';

let register: LocalRegister;
beforeAll(async () => {
  register = await openLocalRegister();
});
afterAll(() => register.close());

const idOf = (digit: string) => digit.repeat(32);
const keyOf = (id: string, connection = 'default') => registerKeys.annotation(connection, id);

test('returns the annotations of a connection with their places in its log, the oldest first', async () => {
  const later = annotation({ id: idOf('a'), writtenAt: '2026-07-06T00:00:00.000Z' });
  const earlier = annotation({ id: idOf('b') });
  for (const one of [later, earlier]) await putDocument(register, keyOf(one.id), one);
  const log = registerLog(register, 'default');
  const sealed = sha256Of(canonicalJson(earlier));
  for (const sha256 of ['ab'.repeat(32), sealed]) {
    const entry = async (place: { index: number; sealedAt: string }): Promise<LogEntry> => ({
      v: 1,
      kind: 'annotation',
      origin: 'm365-evidence/test/default',
      connection: 'default',
      sha256,
      ...place,
    });
    await append(log, entry, () => Date.parse('2026-07-07T00:00:00Z'));
  }
  expect(await new RegisterReader(register).annotations('default')).toEqual([
    { ...earlier, sha256: sealed, index: 1 },
    { ...later, sha256: sha256Of(canonicalJson(later)), index: null },
  ]);
});

test('of a connection without annotations returns an empty list', async () => {
  expect(await new RegisterReader(register).annotations('other')).toEqual([]);
});

test.each([
  ['has no end', { until: 'never' }, 'until: '],
  ['is about nothing', { about: {} }, 'about: '],
  ['has a very long reason', { reason: 'a'.repeat(501) }, 'reason: is longer than 500 characters'],
  ['belongs to another connection', { connection: 'other' }, 'its document is of '],
])('reports an annotation that %s, and leaves it out', async (_, change, problem) => {
  const pk = `damaged-${problem.replaceAll(/[^a-z]/g, '')}`;
  const found: RegisterFinding[] = [];
  await putDocument(register, keyOf(idOf('c'), pk), {
    ...annotation({ id: idOf('c'), connection: pk }),
    ...change,
  });
  const reader = new RegisterReader(register, (finding) => found.push(finding));
  expect(await reader.annotations(pk)).toEqual([]);
  expect(found).toEqual([
    { item: `${idOf('c')} of ANNOTATION#${pk}`, problem: expect.stringContaining(problem) },
  ]);
});
