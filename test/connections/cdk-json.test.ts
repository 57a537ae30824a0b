import { expect, test } from '@jest/globals';
import { contextOf } from '../../lib/connections/cdk-json.ts';

test.each([
  ['plain', '{ "context": { "a": 1 } }', { a: 1 }],
  ['with a byte order mark and the line ends of Windows', '\uFEFF{\r\n"context": { "a": 1 } }\r\n', { a: 1 }],
  ['without a context', '{ "app": "node bin/app.ts" }', {}],
  ['with a context that is null', '{ "context": null }', {}],
  ['that is null', 'null', {}],
])('reads the context of a file %s', (_, text, context) => {
  expect(contextOf(text)).toEqual(context);
});
