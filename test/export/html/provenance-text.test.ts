import { hash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Answer, Provenance } from '../../../lib/domain/provenance.ts';
import { provenanceText } from '../../../lib/export/html/provenance-text.ts';
import { provenance } from '../../support/observation.ts';

const COLLECTED = '2026-11-23T06:00:02.311Z';
const answer = (nth: number, more: Partial<Answer> = {}): Answer => ({
  path: '/v1.0/x',
  query: '$top=1',
  status: 200,
  requestId: `request-${nth}`,
  date: '2026-11-23T06:00:02.000Z',
  items: 1,
  sha256: hash('sha256', `body ${nth}`),
  ...more,
});

function lines(more: Partial<Provenance> & { answers: Answer[] }): string[] {
  const whole = {
    ...provenance,
    endpoint: 'https://graph.microsoft.com/v1.0/x?$top=1',
    pages: more.answers.length,
    requests: more.answers.length,
    items: more.answers.length,
    sha256: hash('sha256', more.answers.map(({ sha256 }) => sha256).join('')),
    ...more,
  };
  return provenanceText({ provenance: whole, collectedAt: COLLECTED, sha256: 'item' }).split('\n');
}

const ITEM = 'SHA-256 of the evidence item: item';

test('one answer to one request has three lines, and the hashes of all answers and of the item', () => {
  expect(lines({ answers: [answer(1)] })).toEqual([
    'request-1',
    '06:00:02 · 200 · 1 object',
    hash('sha256', 'body 1'),
    `SHA-256 of the answers: ${hash('sha256', hash('sha256', 'body 1'))}`,
    ITEM,
  ]);
});

test('lists each of several answers, with its path if it differs from the endpoint, and the hash of all', () => {
  const answers = [
    answer(1),
    answer(2, { query: '$skiptoken=2', status: 206, date: '2026-11-24T00:00:00.000Z' }),
  ];
  expect(lines({ answers })).toEqual([
    '1. request-1',
    '06:00:02 · 200 · 1 object',
    hash('sha256', 'body 1'),
    '2. /v1.0/x?$skiptoken=2',
    'request-2',
    '2026-11-24 00:00:00 · 206 · 1 object',
    hash('sha256', 'body 2'),
    `SHA-256 of the answers: ${hash('sha256', hash('sha256', 'body 1') + hash('sha256', 'body 2'))}`,
    ITEM,
  ]);
});

test('states what does not follow from the answers: omitted answers, retries, another hash', () => {
  const told = lines({
    answers: [answer(1)],
    pages: 3,
    answersOmitted: 2,
    items: 7,
    requests: 5,
    sha256: 'other',
  });
  expect(told.slice(3)).toEqual([
    '2 answers before the last only in the log',
    '3 answers in all',
    '7 objects in all',
    '5 requests sent',
    'SHA-256 of the answers: other',
    ITEM,
  ]);
});

test('states that a token was removed before hashing', () => {
  expect(lines({ answers: [answer(1)], redacted: true }).slice(3)).toContain(
    'an answer repeated the access token, which was removed before hashing',
  );
});

test('names the fields whose values were withheld', () => {
  expect(lines({ answers: [answer(1)], withheld: ['assignedTo'] }).slice(3)).toContain(
    'values withheld before hashing, because they name persons: assignedTo',
  );
});

test('states what Graph did not send', () => {
  expect(lines({ answers: [answer(1, { requestId: null, date: null })] }).slice(0, 2)).toEqual([
    'no request-id',
    'no Date · 200 · 1 object',
  ]);
  expect(lines({ answers: [] })).toEqual([`SHA-256 of the answers: ${hash('sha256', '')}`, ITEM]);
});
