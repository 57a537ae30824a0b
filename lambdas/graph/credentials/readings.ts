/** Rounds of decoding: more than the three that a chain of services was ever seen to escape a text. */
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
 * A text as it is, and after each round of undoing JSON, URL and HTML escapes, in any mix. Only visible ASCII is
 * kept, which is all that a credential consists of: blanks, NULs and zero-width characters cannot hide it.
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
 * A reading in the form that is compared: without letter case and backslashes, which escapes double, and with the two
 * characters by which base64 differs from base64url.
 */
export function comparable(reading: string): string {
  return reading.toLowerCase().replaceAll('\\', '').replaceAll('-', '+').replaceAll('_', '/');
}

/** The hexadecimal digits of a reading, as `51-7E`, `0x51, 0x7e` and `517e` are the same bytes. */
export function hexDigits(reading: string): string {
  return reading.toLowerCase().replace(/0x|[^\da-f]/g, '');
}

/** Compatibility forms, such as full-width letters, become the ASCII that a reader takes them for. */
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
