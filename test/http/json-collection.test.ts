import { describe, expect, test } from '@jest/globals';
import { jsonCollectionIn } from '../../lib/http/json-body.ts';

/** Reads a body as a page is read: its elements one by one, in the place of the list. */
function read(bytes: Buffer): unknown {
  const { body, list } = jsonCollectionIn(bytes, 100);
  return list ? { ...(body as object), value: [...list] } : body;
}

/** The code under test runs in another context than the test, so its SyntaxError is another class. */
const SYNTAX_ERROR = expect.objectContaining({ name: 'SyntaxError' });

const object = { id: 'a', tags: ['b', { value: [1, 2] }], text: '],[{}"\\', more: { value: [{}, {}] } };

describe('a collection whose objects are parsed one by one equals the parsed body:', () => {
  test.each([
    ['without objects', { value: [] }],
    ['with one object', { value: [object] }],
    ['with several objects', { value: [object, object, object] }],
    ['with values that are not objects', { value: [1, null, 'x', [object, object], true, -2.5e3] }],
    ['with other members around its list', { a: [1, 2], 'b,': 'value', value: [object, {}], c: [{}, {}] }],
    ['with text in other scripts', { ü: '、𝄞', value: [{ ü: '、' }, { '𝄞': 'ß' }], ß: 'é' }],
    ['whose `value` is an object', { value: { a: 1, b: 2 } }],
    ['whose list has another name', { values: [object, object] }],
    ['that is a list', ['value', [1, 2]]],
    ['that is no collection', 'value'],
  ])('%s', (_, body) => {
    for (const text of [JSON.stringify(body), JSON.stringify(body, null, '\r\n\t ')]) {
      expect(read(Buffer.from(text))).toEqual(body);
      expect(read(Buffer.from(`\ufeff${text}`))).toEqual(body);
      expect(read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(body);
    }
  });
});

test.each([
  '{"value":[1,2],"value":[3,4]}',
  '{"value":[1,2],"value":[3]}',
  '{"value":3,"value":[1,2]}',
  '{"value":[1,2],"v\\u0061lue":[3,4]}',
  '{"v\\u0061lue":[3,4],"value":[1,2]}',
  '{"value":[1,2],"v\\u0061lue":[]}',
])('takes the last of two lists in %s, as JSON.parse does', (text) => {
  expect(read(Buffer.from(text))).toEqual(JSON.parse(text));
});

test.each([
  '{"value":[1,,2]}',
  '{"value":[1,2,]}',
  '{"value":[,1]}',
  '{"value":[1,\u00a02]}',
  '{"value":[{],[}]}',
  '{"value":[1,2}}',
  '{"value":[1,2]]',
  '{"value":[1,2]',
  '{"value":[1,2',
  '{"value" [1,2]}',
  '{"value":[1,2]"a":1}',
  '{"value":[1 2,3]}',
  '{"value":[1],2],"a":[3]}',
  '{"value":[1,2]},{}',
  '["value":[1,2]}',
])('rejects %s, which is not JSON', (text) => {
  expect(() => JSON.parse(text)).toThrow(SYNTAX_ERROR);
  expect(() => read(Buffer.from(text))).toThrow(SYNTAX_ERROR);
});
