import { expect, test } from '@jest/globals';
import { plainText, withinBytes } from '../../lambdas/domain/plain-text.ts';

test.each([
  ['plain', 'plain'],
  ['two\nlines\u0000and\u001b[31m colour', 'two lines and [31m colour'],
  ['right\u202eto\u2066left\u200bhidden', 'right to left hidden'],
  ['  spaced\u2028 ', 'spaced'],
  ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
])('%j becomes %j', (foreign, plain) => expect(plainText(foreign)).toBe(plain));

test('keeps 256 characters and cuts the 257th with an ellipsis', () => {
  expect(plainText('x'.repeat(256))).toBe('x'.repeat(256));
  expect(plainText('x'.repeat(257))).toBe(`${'x'.repeat(255)}…`);
});

test('counts characters, and never cuts one in two', () => {
  expect(plainText('\u{1F4A5}'.repeat(256))).toBe('\u{1F4A5}'.repeat(256));
  expect([...plainText('\u{1F4A5}'.repeat(300))]).toHaveLength(256);
});

test('says that a megabyte of nothing was cut', () =>
  expect(plainText('\u0000'.repeat(1_000_000))).toBe('…'));

test('takes entries for as long as they fit', () => {
  expect(withinBytes(['aa', 'bb', 'cc'], 10)).toEqual(['aa', 'bb']);
  expect(withinBytes(['aa'], 100)).toEqual(['aa']);
  expect(withinBytes(['\u{1F4A5}\u{1F4A5}'], 9)).toEqual([]);
});
