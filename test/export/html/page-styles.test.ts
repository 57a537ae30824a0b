import { expect, test } from '@jest/globals';
import { cssString, pageStyles } from '../../../lib/export/html/page-styles.ts';
import { scoreAt, TODAY } from '../../support/rendered-page.ts';
import { reported, reportOn } from '../../support/written-report.ts';

test('a footer text cannot end its string or the style sheet', () => {
  expect(cssString('a"b\\c</style>\n* { color: red } é')).toBe(
    '"a\\22 b\\5c c\\3c \\2f style\\3e \\a \\2a  \\7b  color: red \\7d  \\e9 "',
  );
});

test('the footer names the tenant, the period and the version, and each part numbers its pages', async () => {
  const written = { software: 'm365-evidence 0.1.0', place: 'this machine', by: null, options: '' };
  const data = await reportOn([scoreAt(TODAY, 'footer', { percentage: 1 })], {
    written,
    connections: [reported('footer', { title: 'Contoso AG' })],
  });
  const part = { id: 'scope', title: 'Scope', view: '' as never };
  const styles = pageStyles(data, [part, part]);
  expect(styles).toContain(`content: "Contoso AG, 2026-11-23, m365-evidence 0.1.0, report ${data.id}"`);
  expect(styles).toContain('@page part-2 { counter-increment: part-2;');
  const long = { ...data, connections: data.connections.map((one) => ({ ...one, title: 'x'.repeat(80) })) };
  expect(/content: "([^"]*)"/.exec(pageStyles(long, []))?.[1]?.replace('\\2026 ', '…')).toHaveLength(110);
});
