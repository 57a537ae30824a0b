import { describe, expect, test } from '@jest/globals';
import { jsonOutline } from '../../lib/http/json-outline.ts';

const size = (text: string, most = 1_000_000) => jsonOutline(Buffer.from(text), most);
const nested = { id: 1, evidence: [{}, {}, {}, {}], tags: ['a', 'b', 'c'] };

describe('the objects of a page are counted', () => {
  test.each([
    ['of an empty page', { value: [] }, 1],
    ['of a page', { '@odata.count': 3, value: [{}, {}, {}] }, 3],
    ['without values inside them', { value: [nested, nested] }, 2],
    ['without a longer list inside one', { value: [{ list: Array(100).fill(0) }] }, 1],
    ['after another member', { a: [1], value: [1, 2, 3, 4], b: [1, 2] }, 4],
  ])('%s', (_, page, elements) => {
    expect(size(JSON.stringify(page)).elements).toBe(elements);
    expect(size(JSON.stringify(page, null, 2)).elements).toBe(elements);
  });
});

describe('ignores the inside of a string:', () => {
  test.each([
    ['braces and commas', '{},[],{}'],
    ['quotes', '"},{"'],
    ['backslashes', '\\\\"},{\\'],
    ['a backslash at its end', '},{\\'],
    ['a long text', '},{'.repeat(100)],
    ['a long text with quotes', 'x'.repeat(100) + '"},{"'.repeat(50)],
    ['a long text that ends with backslashes', `${'x'.repeat(64)}},{\\\\`],
    ['other scripts', '、{},𝄞'.repeat(40)],
  ])('%s', (_, text) => {
    expect(size(JSON.stringify({ value: [{ text }, { [text]: 1 }] }))).toMatchObject({
      values: 5,
      elements: 2,
    });
  });
});

test.each(['', '{', '"', '{"value":["', '{"value":[{}', `{"a":"${'x'.repeat(100)}\\`])(
  'counts the truncated text %j to its end',
  (text) => {
    expect(size(text).values).toBeLessThan(4);
  },
);

test('stops counting above the limit', () => {
  expect(size('{},'.repeat(1_000), 10).values).toBe(11);
});
