import { expect, test } from '@jest/globals';
import { nameOr, plainText, withinBytes } from '../../lib/domain/plain-text.ts';

test.each([
  ['plain', 'plain'],
  ['two\nlines\u0000and\u001b[31m colour', 'two lines and [31m colour'],
  ['right\u202eto\u2066left\u200bhidden', 'righttolefthidden'],
  ['  spaced\u2028 ', 'spaced'],
  ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
])('%j becomes %j', (foreign, plain) => expect(plainText(foreign)).toBe(plain));

test('keeps 256 characters and cuts the 257th with an ellipsis', () => {
  expect(plainText('x'.repeat(256))).toBe('x'.repeat(256));
  expect(plainText('x'.repeat(257))).toBe(`${'x'.repeat(255)}…`);
});

test('counts code points, and never cuts inside one', () => {
  expect(plainText('\u{1F4A5}'.repeat(256))).toBe('\u{1F4A5}'.repeat(256));
  expect([...plainText('\u{1F4A5}'.repeat(300))]).toHaveLength(256);
});

test('shows that a megabyte of invisible characters was cut', () =>
  expect(plainText('\u0000'.repeat(1_000_000))).toBe('…'));

test.each([
  ['an emoji family', '\u{1F469}\u200d\u{1F467}'],
  ['a flag', '\u{1F1F8}\u{1F1EA}'],
  ['a letter with its marks', 'e\u0301\u0323'],
  ['a keycap', '1\ufe0f\u20e3'],
])('cuts before %s that does not fit completely', (_, last) => {
  expect(plainText(`${'x'.repeat(9)}${last}${'x'.repeat(9)}`, 11)).toBe(`${'x'.repeat(9)}…`);
  expect(plainText(`${'x'.repeat(9)}${last}`, 9 + [...last].length)).toBe(`${'x'.repeat(9)}${last}`);
});

test('cuts a single letter that is too long', () => {
  const endless = '\u{1F469}\u200d'.repeat(200);
  expect([...plainText(endless)]).toHaveLength(256);
});

test('leaves no half character at the end of the part that is read of a long text', () => {
  expect(plainText(`\u200b${'\u{1F4A5}'.repeat(2_000)}`)).not.toContain('\ufffd');
});

test.each([
  ['missing', undefined],
  ['null', null],
  ['empty', ''],
  ['blank', ' \t\u00a0\u3000'],
  ['a Hangul filler', '\u115f\u1160\u3164\uffa0'],
  ['a Braille blank', '\u2800'],
  ['a grapheme joiner', '\u034f'],
  ['zero-width', '\u200b\u200c\u200d\u2060\ufeff'],
  ['bidirectional controls', '\u202e\u2066\u200f\u061c'],
  ['tags', '\u{E0001}\u{E0041}\u{E007F}'],
  ['variation selectors', '\ufe0f\u{E0100}\u180b'],
  ['a soft hyphen', '\u00ad'],
  ['control characters', '\u0000\u001b\u0085'],
  ['a megabyte of invisible characters', '\u200b'.repeat(1_000_000)],
])('replaces a name by the placeholder if it is %s', (_, name) => {
  expect(nameOr('Unnamed', name)).toBe('Unnamed');
});

test('finds a name after thousands of invisible characters', () => {
  expect(nameOr('Unnamed', `${'\u200b'.repeat(5_000)}Real`)).toBe('Real');
  expect(nameOr('Unnamed', '…')).toBe('…');
});

test('returns the first entries that fit', () => {
  expect(withinBytes(['aa', 'bb', 'cc'], 10)).toEqual(['aa', 'bb']);
  expect(withinBytes(['aa'], 100)).toEqual(['aa']);
  expect(withinBytes(['\u{1F4A5}\u{1F4A5}'], 9)).toEqual([]);
});
