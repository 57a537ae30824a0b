/**
 * Scripts whose letters change their shape next to a zero-width joiner or non-joiner. Persian and Sinhala need both.
 * Source: https://www.unicode.org/versions/latest/core-spec/chapter-23/#G23126
 */
const JOINING_SCRIPTS = [
  'Adlam Arabic Hanifi_Rohingya Mandaic Manichaean Mongolian Nko Phags_Pa Psalter_Pahlavi Sogdian Syriac',
  'Balinese Bengali Brahmi Chakma Devanagari Grantha Gujarati Gurmukhi Javanese Kannada Khmer Khojki Malayalam',
  'Meetei_Mayek Modi Myanmar Newa Oriya Sharada Sinhala Sundanese Tamil Tai_Tham Telugu Tibetan Tirhuta',
]
  .flatMap((line) => line.split(' '))
  .map((script) => `\\p{scx=${script}}`)
  .join('');
const JOINING = `(?=[\\p{L}\\p{M}])(?!\\p{Default_Ignorable_Code_Point})[${JOINING_SCRIPTS}]`;

/** Scripts with variation selectors in Unicode. Japanese names of people and places need those of Han. */
const HAS_VARIANTS =
  '[\\p{sc=Han}\\p{sc=Egyptian_Hieroglyphs}\\p{sc=Manichaean}\\p{sc=Myanmar}\\p{sc=Phags_Pa}]';

/** Parts of Hangul syllables. A filler next to one replaces a missing part. */
const JAMO = '[\\u1100-\\u115E\\u1161-\\u11FF\\uA960-\\uA97C\\uD7B0-\\uD7FB]';

const EMOJI = '\\p{Extended_Pictographic}';

/** Invisible characters that a script or an emoji needs, in the positions in which it needs them. */
const NEEDED = [
  // Format characters that are visible, or that arrange hieroglyphs.
  '[\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u{110BD}\\u{110CD}\\u{13430}-\\u{1343F}]',
  `(?<=${JOINING})\\u200D|(?<!\\u200D)\\u200D(?=${JOINING})`,
  `(?<=${JOINING})\\u200C(?=${JOINING})`,
  `(?<=${EMOJI}[\\p{Emoji_Modifier}\\uFE0F]?)\\u200D(?=${EMOJI})`,
  `(?<=${EMOJI}|[0-9#*](?=\\uFE0F\\u20E3))[\\uFE0E\\uFE0F]`,
  '(?<=\\u{1F3F4})[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}',
  `(?<=${HAS_VARIANTS})[\\uFE00-\\uFE0D\\u{E0100}-\\u{E01EF}]`,
  '(?<=(?=\\p{L})\\p{sc=Mongolian})[\\u180B-\\u180F]',
  `(?<=${JAMO})\\u1160|[\\u115F\\u1160]{1,2}(?=${JAMO})`,
  '(?<=\\p{sc=Duployan})[\\u{1BCA0}-\\u{1BCA3}]',
].join('|');

/** Format characters, default-ignorable characters, noncharacters, and the musical null notehead. */
const INVISIBLE = '[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\p{Noncharacter_Code_Point}\\u{1D159}]';

const NEEDED_OR_INVISIBLE = new RegExp(`(${NEEDED})|${INVISIBLE}`, 'gu');

/** Blanks, control characters, line and paragraph separators, and characters that look like a blank. */
const BLANKS = /[ \p{Cc}\p{Zl}\p{Zp}\u2800\u{13441}\u{13442}]+/gu;
const ONLY_SPACES = /^ +$/;

/** More marks on one letter than any script stacks. They would cover the lines above and below. */
const TOO_MANY_MARKS = /(\p{M}{8})\p{M}+/gu;

/**
 * Returns the text as one line of well-formed Unicode. Removes invisible characters that no script needs, such as
 * bidirectional controls and zero-width spaces. Separators and control characters between words become one blank.
 * Does not normalize, so that the text looks as it does in Microsoft's portals.
 */
export function visibleText(foreign: string): string {
  return foreign
    .toWellFormed()
    .replace(NEEDED_OR_INVISIBLE, (_, needed?: string) => needed ?? '')
    .replace(BLANKS, (run) => (ONLY_SPACES.test(run) ? run : ' '))
    .replace(TOO_MANY_MARKS, '$1')
    .trim();
}
