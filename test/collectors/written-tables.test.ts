import { expect, test } from '@jest/globals';
import { writtenFiles } from '../../bin/write-tables.ts';
import { documentText } from '../support/documents.ts';

test.each([...writtenFiles()])(
  '%s has the tables that npm run fix writes from the registry',
  (path, text) => {
    expect(documentText(path)).toBe(text);
  },
);
