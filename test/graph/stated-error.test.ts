import { expect, test } from '@jest/globals';
import { statedError } from '../../lib/graph/stated-error.ts';

const words = (body: string | Buffer) =>
  statedError({ status: 403, headers: { 'request-id': 'r-1' }, body: Buffer.from(body) }).words;
const said = (code: string | null, message: string | null) => ({
  status: 403,
  code,
  message,
  requestId: 'r-1',
});

test.each<[string, string | Buffer, string | null, string | null]>([
  ['Graph’s form', '{"error":{"code":"Forbidden","message":"No."}}', 'Forbidden', 'No.'],
  ['a byte order mark', '\ufeff{"error":{"code":"Forbidden","message":"No."}}', 'Forbidden', 'No.'],
  ['names in capitals', '{"Error":{"Code":"Forbidden","Message":"No."}}', 'Forbidden', 'No.'],
  ['no code', '{"error":{"message":"No."}}', null, 'No.'],
  ['null', '{"error":{"code":null,"message":null}}', null, '{"code":null,"message":null}'],
  ['a number as code', '{"error":{"code":403,"message":"No."}}', '403', 'No.'],
  ['OAuth’s form', '{"error":"invalid_client","error_description":"No."}', 'invalid_client', 'No.'],
  ['older OData', '{"odata.error":1,"error":{"code":"X","message":{"lang":"en","value":"No."}}}', 'X', 'No.'],
  ['a message alone', '{"Message":"No."}', null, 'No.'],
  ['another form', '{"reason":7}', null, '{"reason":7}'],
  ['a JSON text', '"No."', null, 'No.'],
  ['text', 'Too many requests\r\n', null, 'Too many requests'],
  ['a cut body', '{"error":{"code":"Forb', null, '{"error":{"code":"Forb'],
  [
    'HTML',
    '<!DOCTYPE html><html><head><style>b{color:red}</style><title>403</title></head><body><p>No <b>way</b></p></body></html>',
    null,
    '403 No way',
  ],
  ['nothing', '', null, null],
  ['an empty object', '{}', null, null],
])('keeps the words of a body that is %s', (_, body, code, message) => {
  expect(words(body)).toEqual(said(code, message));
});

test('cuts a message at 256 characters and removes control characters', () => {
  const message = words(
    JSON.stringify({ error: { code: 'X', message: `\u001b[31m${'a'.repeat(400)}` } }),
  ).message;
  expect(message).toHaveLength(256);
  expect(message).not.toContain('\u001b');
});
