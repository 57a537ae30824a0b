import { expect, test } from '@jest/globals';
import { withholdValues } from '../../lib/graph/withheld-values.ts';

/** Returns the body after the values of `assignedTo` and `updates` were withheld. */
function withheld(body: string): { text: string; changed: boolean } {
  const bytes = Buffer.from(body);
  const changed = withholdValues(bytes, ['assignedTo', 'updates']);
  expect(bytes).toHaveLength(Buffer.byteLength(body));
  return { text: bytes.toString(), changed };
}

test.each([
  ['{"assignedTo":"eva@lindqvist.example","id":"a"}', { assignedTo: '-', id: 'a' }],
  ['{"assignedTo" :\n\t "eva"}', { assignedTo: '-' }],
  ['{"assignedTo":"a \\"quoted\\" name\\\\","id":"b"}', { assignedTo: '-', id: 'b' }],
  ['{"assignedTo":"Łukasz \u{1F600}","id":"c"}', { assignedTo: '-', id: 'c' }],
  ['{"assignedTo":"e"}', { assignedTo: '-' }],
  [
    '{"value":[{"assignedTo":"eva"},{"assignedTo":"bo"}]}',
    { value: [{ assignedTo: '-' }, { assignedTo: '-' }] },
  ],
  ['{"updates":[{"updatedBy":"eva]","more":[[],"\\"]"]}],"id":"d"}', { updates: [], id: 'd' }],
  ['{"updates":{"by":{"name":"eva}"}},"id":"e"}', { updates: {}, id: 'e' }],
])('overwrites the values in %j, which stays JSON', (body, expected) => {
  const { text, changed } = withheld(body);
  expect(JSON.parse(text)).toEqual(expected);
  expect(changed).toBe(true);
  expect(text).not.toMatch(/eva|bo"|quoted|ukasz/);
});

test.each([
  '{"assignedTo":null}',
  '{"assignedTo":""}',
  '{"assignedTo":"  \\t"}',
  '{"assignedTo":7}',
  '{"updates":[],"more":{}}',
  '{"title":"assignedTo"}',
  '{"title":"an \\"assignedTo\\":\\"name\\" in a text"}',
  '{"assignedToo":"a","unassignedTo":"b"}',
  '{}',
  '',
])('leaves %j as it is', (body) => {
  expect(withheld(body)).toEqual({ text: body, changed: false });
});

test.each([
  '{"assignedTo"',
  '{"assignedTo":',
  '{"assignedTo":"ev',
  '{"updates":[{"by":"ev',
  '{"assignedTo":"\\',
])('ends on the interrupted body %j', (body) => {
  expect(() => withheld(body)).not.toThrow();
});
