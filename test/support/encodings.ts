const units = (text: string) => text.split('').map((unit) => unit.charCodeAt(0));
const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');
const inJson = (text: string) =>
  units(text)
    .map((unit) => `\\u${hex(unit, 4)}`)
    .join('');
const inJsonAgain = (text: string) => JSON.stringify(text).slice(1, -1);
const inUrl = (text: string) =>
  units(text)
    .map((unit) => `%${hex(unit, 2)}`)
    .join('');
const inUrlAgain = (text: string) => encodeURIComponent(text);
const inHtml = (text: string) =>
  units(text)
    .map((unit) => `&#${unit};`)
    .join('');
const inHtmlAgain = (text: string) => text.replaceAll('&', '&amp;');
const everyOther = (text: string, change: (unit: string) => string) =>
  [...text].map((unit, index) => (index % 2 ? change(unit) : unit)).join('');

/** The ways in which a service may repeat a credential: unchanged, escaped up to three times, encoded, or split. */
export const ENCODINGS: Record<string, (credential: string) => string> = {
  unchanged: (text) => text,
  'in other letter case': (text) => text.toUpperCase(),
  'for a URL': inUrlAgain,
  'for a form': (text) => new URLSearchParams({ text }).toString().slice('text='.length),
  'in JSON escapes': inJson,
  'in JSON escapes of mixed case': (text) =>
    everyOther(text, (unit) => inJson(unit).toUpperCase().replace('U', 'u')),
  'in JSON escapes, twice': (text) => inJsonAgain(inJson(text)),
  'in JSON escapes, three times': (text) => inJsonAgain(inJsonAgain(inJson(text))),
  'in escapes of JavaScript': (text) => everyOther(text, (unit) => `\\x${hex(unit.charCodeAt(0), 2)}`),
  'in code points of JavaScript': (text) =>
    units(text)
      .map((unit) => `\\u{${hex(unit, 6)}}`)
      .join(''),
  'in percent escapes': inUrl,
  'in percent escapes of capitals': (text) => inUrl(text).toUpperCase(),
  'in percent escapes, twice': (text) => inUrlAgain(inUrl(text)),
  'in percent escapes, three times': (text) => inUrlAgain(inUrlAgain(inUrl(text))),
  'in HTML escapes': inHtml,
  'in HTML escapes without semicolons': (text) => inHtml(text).replaceAll(';', ' '),
  'in HTML escapes with zeros': (text) => inHtml(text).replaceAll('&#', '&#000'),
  'in hexadecimal HTML escapes': (text) =>
    units(text)
      .map((unit) => `&#X${hex(unit, 1)};`)
      .join(''),
  'in named HTML escapes': (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('.', '&period;')
      .replaceAll('_', '&lowbar;')
      .replaceAll('<', '&lt;'),
  'in HTML escapes, three times': (text) => inHtmlAgain(inHtmlAgain(inHtml(text))),
  'in HTML in a URL in JSON': (text) => inJsonAgain(inUrlAgain(inHtml(text))),
  'in JSON in HTML in a URL': (text) => inUrlAgain(inHtmlAgain(inHtml(inJson(text)))),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 behind a user name': (text) => Buffer.from(`me:${text}`).toString('base64'),
  'in base64 behind other bytes': (text) => Buffer.from(`{"a":"${text}"}`).toString('base64'),
  'in base64url': (text) => Buffer.from(`x${text}`).toString('base64url'),
  'in base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'in base64 for a URL': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'in hexadecimal': (text) => Buffer.from(text).toString('hex'),
  'in hexadecimal with dashes': (text) =>
    units(text)
      .map((unit) => hex(unit, 2).toUpperCase())
      .join('-'),
  'in hexadecimal with prefixes': (text) =>
    units(text)
      .map((unit) => `0x${hex(unit, 2)}`)
      .join(', '),
  'split by NULs': (text) => Buffer.from(text, 'utf16le').toString('latin1'),
  'split by zero-width characters': (text) => [...text].join('\u200b'),
  'split by soft hyphens': (text) => [...text].join('\u00ad'),
  'split by blanks': (text) => [...text].join(' '),
  'split over lines': (text) => text.replaceAll(/.{7}/g, '$&\r\n'),
  'in full-width letters': (text) =>
    units(text)
      .map((unit) => String.fromCharCode(unit + 0xfee0))
      .join(''),
};
