import { hash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { syncAt } from '../../support/register-entries.ts';
import { pageOf, scoreAt, TODAY, textOf } from '../../support/rendered-page.ts';
import { sandboxSyncs } from '../../support/sandbox-syncs.ts';

describe('the file is self-contained', () => {
  const page = sandboxSyncs({ connection: 'alone', syncs: 3, last: TODAY }).then((syncs) => pageOf(syncs));

  test('its policy allows only its one style sheet', async () => {
    const html = await page;
    const [, styles = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const [, policy = ''] = /<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html) ?? [];
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src 'sha256-${hash('sha256', styles, 'base64')}'; base-uri 'none'; form-action 'none'`,
    );
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style=/);
  });

  test('it has no script, loads nothing, and links only to its own parts and, without a referrer, to Microsoft', async () => {
    const html = await page;
    expect(html).not.toMatch(
      /<(script|link|img|iframe|object|base|form)\b| on\w+=|javascript:|@import|url\(/i,
    );
    const targets = [...html.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, target = '']) => target);
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => `#${id}`));
    expect(targets.length).toBeGreaterThan(10);
    const outside = targets.filter((target) => !ids.has(target));
    const links = [...html.matchAll(/<a href="(https:[^"]*)" rel="noreferrer">/g)].map(
      ([, link = '']) => link,
    );
    expect(outside).toEqual(links);
    expect(links.filter((link) => !/^https:\/\/[a-z]+\.microsoft\.com\//.test(link))).toEqual([]);
  });

  test('every id is unique', async () => {
    const ids = [...(await page).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('it names its register, period and time of writing, and says that times are UTC', async () => {
    const text = textOf(await page);
    expect(text).toContain('Register a test');
    expect(text).toContain('Period 2026-11-21 06:00 UTC to 2026-11-23 12:00 UTC , from the first sync on');
    expect(text).toContain('Written 2026-11-23 12:00 UTC');
    expect(text).toContain('All times are UTC');
  });
});

test('it does not judge compliance', async () => {
  const text = textOf(await pageOf([scoreAt(TODAY, 'judged', { percentage: 10 })]));
  expect(text.replaceAll('Compliance with policies, rules and standards', '')).not.toMatch(
    /complian|finding|violat|\b(good|bad)\b/i,
  );
});

const HOSTILE =
  '<img src=x onerror=alert(1)> </style><script>alert(1)</script> " \' & $& {{x}} \u202eA'.repeat(3);

test('every string of the register is escaped in every place of the report', async () => {
  const { run, evidence } = syncAt(TODAY, 'hostile', {
    'security-alerts': { unresolved: 1, sampleTitles: [HOSTILE], [HOSTILE]: { [HOSTILE]: HOSTILE } },
    'conditional-access': { policies: [{ name: HOSTILE, state: HOSTILE }], list: [{ [HOSTILE]: HOSTILE }] },
  });
  const strings = {
    title: HOSTILE,
    summary: HOSTILE,
    missing: [HOSTILE],
    complete: false,
    tenantId: HOSTILE,
  };
  const items = evidence.map((item) => ({
    ...item,
    ...strings,
    requirements: [{ framework: HOSTILE, id: HOSTILE, title: HOSTILE }],
    provenance: { ...item.provenance, endpoint: HOSTILE, sha256: HOSTILE, collectorVersion: HOSTILE },
  }));
  const error = { name: HOSTILE, code: HOSTILE, message: HOSTILE, remedy: HOSTILE, requestId: HOSTILE };
  const outcomes = [
    ...run.outcomes.slice(1),
    { collector: 'secure-score', outcome: 'failed' as const, error },
  ];
  const page = await pageOf([{ run: { ...run, outcomes }, evidence: items }], { source: HOSTILE });
  expect(page).not.toMatch(/<img|<script|onerror=alert\(1\)>/);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page.split('&lt;img src=x onerror=alert(1)&gt;').length).toBeGreaterThan(20);
});
