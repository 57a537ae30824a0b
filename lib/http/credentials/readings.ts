/** Rounds of decoding. Chains of services were seen to escape a text at most three times. */
const ROUNDS = 5;

const ESCAPE =
  /[\\%]u([\da-f]{4})|(?:\\x|%)([\da-f]{2})|(?:\\u\{|&#x)0{0,8}([\da-f]{1,6})[;}]?|&#0{0,8}(\d{1,7});?|&(\w{2,8});|\\([nrtbfv])/gi;

/** HTML's names for characters of ASCII. Source: https://html.spec.whatwg.org/multipage/named-characters.html */
const NAMED: Record<string, string> = Object.fromEntries(
  '!excl "quot #num $dollar %percnt &amp \'apos (lpar )rpar *ast *midast +plus ,comma .period /sol :colon ;semi <lt =equals >gt ?quest @commat [lsqb [lbrack \\bsol ]rsqb ]rbrack ^hat _lowbar _underbar `grave {lcub {lbrace |verbar |vert |verticalline }rcub }rbrace'
    .split(' ')
    .map((entry) => [entry.slice(1), entry.charAt(0)]),
);

/**
 * Returns the text itself, and the text after each round of decoding JSON, URL and HTML escapes in any mix. Keeps only
 * visible ASCII, of which credentials consist, so that blanks, NULs and zero-width characters cannot hide one.
 */
export function readings(text: string): string[] {
  const found = [visible(text)];
  for (let last = found[0] ?? ''; found.length <= ROUNDS; ) {
    const next = visible(last.replace(ESCAPE, unescaped));
    if (next === last) break;
    found.push(next);
    last = next;
  }
  return found;
}

/**
 * Returns a reading in the form for comparison: in lower case, without backslashes, which escapes double, and with base64's
 * two characters instead of base64url's.
 */
export function comparable(reading: string): string {
  return reading.toLowerCase().replaceAll('\\', '').replaceAll('-', '+').replaceAll('_', '/');
}

/** Returns the hexadecimal digits of a reading, because `51-7E`, `0x51, 0x7e` and `517e` are the same bytes. */
export function hexDigits(reading: string): string {
  return reading.toLowerCase().replace(/0x|[^\da-f]/g, '');
}

/** Returns the visible ASCII of a text. Compatibility forms, such as full-width letters, become the ASCII that they look like. */
function visible(text: string): string {
  return text.normalize('NFKC').replace(/[^\x21-\x7e]+/g, '');
}

function unescaped(written: string, ...groups: (string | undefined)[]): string {
  const [utf16, byte, point, decimal, name, control] = groups;
  const hexadecimal = utf16 ?? byte ?? point;
  if (control) return ' ';
  if (name) return NAMED[name.toLowerCase()] ?? written;
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : written;
}
