import { expect, test } from '@jest/globals';
import { visibleText } from '../../lib/domain/visible-text.ts';

test.each([
  ['a non-joiner in Persian', 'کتاب\u200cها'],
  ['a joiner in Sinhala', 'ශ්\u200dරී'],
  ['a joiner at the end of a word in Malayalam', 'അവന്\u200d'],
  ['a joiner in Marathi', 'ऱ्\u200dया'],
  ['a vowel separator in Mongolian', 'ᠬᠠᠷ\u180eᠠ'],
  ['a variant of a Japanese name', '葛\u{E0100}城'],
  ['Arabic signs before numbers', '\u0601١٢'],
  ['part of an old Korean syllable', '\u115f\u1161'],
  ['Thai marks', 'ที่นี่'],
  ['Tibetan stacks', 'རྒྱུད'],
  ['Vietnamese in parts', 'Tie\u0302\u0301ng Vie\u0323\u0302t'],
  ['Hebrew', 'חסימת גישה'],
  ['a family', '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}'],
  ['a heart in colour', '❤\ufe0f'],
  ['a rainbow flag', '\u{1F3F3}\ufe0f\u200d\u{1F308}'],
  ['a pilot', '\u{1F469}\u{1F3FD}\u200d✈\ufe0f'],
  ['a keycap', '1\ufe0f\u20e3'],
  ['the flag of Scotland', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
  ['two blanks', 'a  b'],
  ['a no-break space', '10\u00a0%'],
  ['a private character', '\uf8ff'],
])('keeps %s', (_, text) => expect(visibleText(text)).toBe(text));

test.each([
  ['a zero-width space', 'a\u200bb', 'ab'],
  ['a byte order mark', '\ufeffab', 'ab'],
  ['a soft hyphen', 'a\u00adb', 'ab'],
  ['bidirectional controls', 'a\u202e\u2066\u200f\u061cb', 'ab'],
  ['joiners between Latin letters', 'a\u200db\u200cc', 'abc'],
  ['the second of two joiners', 'ක්\u200d\u200dර', 'ක්\u200dර'],
  ['a joiner behind an emoji that joins nothing', '\u{1F469}\u200d!', '\u{1F469}!'],
  ['a variation selector behind a letter', 'a\ufe0fb\u{E0100}', 'ab'],
  ['tags that are no flag', 'a\u{E0061}\u{E0062}\u{E007F}b', 'ab'],
  ['a grapheme joiner', 'a\u034fb', 'ab'],
  ['Hangul fillers', 'a\u115f\u1160\u3164\uffa0b', 'ab'],
  ['interlinear annotations', 'a\ufff9b\ufffac\ufffb', 'abc'],
  ['non-characters', 'a\uffff\ufdd0\u{1FFFE}b', 'ab'],
  ['invisible operators', 'a\u2062b', 'ab'],
  ['Mongolian selectors without a letter', '\u180b\u180e', ''],
  ['a joiner before a selector', '\u200d\u180b', ''],
  ['a joiner behind a selector of no emoji', 'a\ufe0f\u200d\u{1F469}', 'a\u{1F469}'],
])('removes %s', (_, text, visible) => expect(visibleText(text)).toBe(visible));

test.each(['\n', '\r\n', '\t', ' \u0085 ', '\u2028', '\u2029', '\u0000', '\u2800', '\u200b\n\u200b'])(
  'replaces %j by one blank',
  (separator) => expect(visibleText(`a${separator}b`)).toBe('a b'),
);

test('keeps at most eight marks on a letter', () => {
  expect(visibleText(`Z${'\u0335'.repeat(60)}algo`)).toBe(`Z${'\u0335'.repeat(8)}algo`);
});
