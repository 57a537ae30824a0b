import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { anchorsIn, DOCUMENTS, documentText, linksIn, PROJECT } from './support/documents.ts';

test('there are documents', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining(['.github/SECURITY.md', 'README.md', 'lib/README.md']));
});

test.each(DOCUMENTS)('every relative link in %s leads to a file and to a heading in it', (path) => {
  const relativeLinks = linksIn(documentText(path)).filter((link) => !/^[a-z]+:/.test(link));
  expect(relativeLinks.filter((link) => !leadsSomewhere(link, path))).toEqual([]);
});

function leadsSomewhere(link: string, from: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? from : relative(PROJECT, join(PROJECT, dirname(from), file));
  if (!existsSync(join(PROJECT, target))) return false;
  return anchor === undefined || anchorsIn(documentText(target)).includes(anchor);
}

test('knows the anchors that GitHub makes', () => {
  expect(anchorsIn('# What it costs\n\n## Add a collector, or `two`\n\n    # no heading')).toEqual([
    'what-it-costs',
    'add-a-collector-or-two',
  ]);
});
