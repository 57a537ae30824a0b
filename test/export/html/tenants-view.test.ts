import { expect, test } from '@jest/globals';
import { renderReport } from '../../../lib/export/html/render-report.ts';
import { syncAt } from '../../support/register-entries.ts';
import { reported, reportOn } from '../../support/written-report.ts';

const STARTED = '2026-11-23T06:00:00.000Z';

/** Returns the report's part before its first part for a reader: the head and the contents. */
async function headOf(names: readonly string[]): Promise<string> {
  const syncs = names.map((name) => syncAt(STARTED, name));
  const connections = names.map((name) => reported(name, { title: `Tenant of ${name}` }));
  const html = await renderReport(await reportOn(syncs, { connections }), ['auditor']);
  return html.slice(html.indexOf('<header>'), html.indexOf('<main'));
}

test('one connection has its facts side by side', async () => {
  const head = await headOf(['alone']);
  expect(head).toContain('<b>Tenant of alone</b> t1');
  expect(head).not.toContain('<table class="tenants">');
});

test('three connections are the rows of a table that is open', async () => {
  const head = await headOf(['one', 'two', 'three']);
  expect(head).toMatch(/<details open><summary>3 connections: .*<table class="tenants">/);
  expect(head.match(/<b>Tenant of /g)).toHaveLength(3);
});

test('many connections are folded in the head and in the contents, and each is there', async () => {
  const names = Array.from({ length: 9 }, (_, index) => `branch-${index}`);
  const head = await headOf(names);
  expect(head).toMatch(/<details><summary>9 connections: .*<table class="tenants">/);
  expect(head).toMatch(/<details><summary>36 sections<\/summary>/);
  for (const name of names) {
    expect(head).toContain(`<b>Tenant of ${name}</b>`);
    expect(head).toContain(`href="#evidence-${name}-secure-score"`);
  }
});
