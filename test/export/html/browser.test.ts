import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { ReportData } from '../../../lib/audit/report-data.ts';
import { figureIn } from '../../../lib/domain/figure.ts';
import { renderReport } from '../../../lib/export/html/render-report.ts';
import { browserPath, launchBrowser } from '../../support/browser.ts';
import { eventfulReport, HOSTILE, LONG_NAME } from '../../support/eventful-report.ts';
import { addAxe, DESKTOP, type RecordedPage, recordedPage } from '../../support/report-page.ts';

const PHONE = { width: 360, height: 740 };
const TABLET = { width: 768, height: 1_024 };

interface Look {
  viewport?: { width: number; height: number };
  media?: 'screen' | 'print';
  colorScheme?: 'light' | 'dark';
}

const chromium = browserPath;
if (chromium === undefined) {
  test('without Chromium on this machine, the report is not checked in a browser', () => {
    process.stdout.write('Left out: the checks of the report in a browser. There is no Chromium here.\n');
    expect(chromium).toBeUndefined();
  });
} else {
  describe('the report in a browser', () => {
    let folder: string;
    let url: string;
    let data: ReportData;
    let browser: Browser;
    let shared: RecordedPage;
    let fresh: RecordedPage;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'm365-evidence-report-'));
      data = await eventfulReport();
      const file = join(folder, 'report.html');
      await writeFile(file, await renderReport(data));
      url = pathToFileURL(file).href;
      browser = await launchBrowser(chromium);
      shared = await recordedPage(browser);
      await shared.page.goto(url);
      await addAxe(shared.page);
      fresh = await recordedPage(browser);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await rm(folder, { recursive: true });
    });

    /** Loads the report again, for a test that changes something in it. A new page for each test takes 1 s of CPU more. */
    async function open(viewport = DESKTOP) {
      fresh.requests.length = 0;
      fresh.complaints.length = 0;
      await fresh.page.emulateMedia({ media: 'screen' });
      await fresh.page.setViewportSize(viewport);
      await fresh.page.goto(url);
      return fresh;
    }

    /** Shows the page of all tests that change nothing in it. */
    async function look({ viewport = DESKTOP, media = 'screen', colorScheme = 'light' }: Look = {}) {
      const { page } = shared;
      await page.setViewportSize(viewport);
      await page.emulateMedia({ media, colorScheme });
      return page;
    }

    /** Runs a function in the browser; its argument must be plain data. */
    const on = <T>(page: Page, expression: string) => page.evaluate<T>(expression);

    test('opens from a file, with no other request and no console message', async () => {
      const { page, requests, complaints } = await open();
      await on(page, 'window.scrollTo(0, document.body.scrollHeight)');
      expect(await page.title()).toContain('Microsoft 365 evidence');
      expect(requests).toEqual([url]);
      expect(complaints).toEqual([]);
    });

    test('is styled by its own style sheet; its policy blocks all others', async () => {
      const { page, complaints } = await open();
      expect(await on(page, 'getComputedStyle(document.querySelector(".card")).borderRadius')).toBe('6px');
      await on(
        page,
        'document.body.append(Object.assign(document.createElement("style"), { textContent: "h1 { color: red }" }))',
      );
      await on(
        page,
        'document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title = 1" }))',
      );
      expect(await page.title()).toContain('Microsoft 365 evidence');
      expect(complaints.filter((complaint) => complaint.includes('Content Security Policy'))).toHaveLength(2);
    });

    test('shows the figures that the register holds, one tile for each collector', async () => {
      const page = await look();
      for (const connection of data.connections.slice(0, 2)) {
        const section = page.locator(`section:has(> h3#connection-${connection.name})`);
        const tiles = await section.locator('.tile').allInnerTexts();
        expect(tiles).toHaveLength(connection.tiles.length);
        connection.tiles.forEach(({ evidence, headline, title }, index) => {
          expect(tiles[index]).toContain(title);
          expect(tiles[index]).toContain(evidence ? `${figureIn(evidence.facts, headline)} ` : 'Not read');
        });
      }
    });

    test('shows a title with markup as text', async () => {
      const page = await look();
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.getByText(HOSTILE).first().isVisible()).toBe(true);
    });

    test.each<[string, Look]>([
      ['in light', { colorScheme: 'light' }],
      ['in dark', { colorScheme: 'dark' }],
      ['on a phone', { viewport: PHONE }],
    ])('has no serious accessibility fault: %s', async (_, options) => {
      const page = await look(options);
      const violations = await on<{ id: string; impact: string; nodes: { html: string }[] }[]>(
        page,
        'axe.run(document, { preload: false, resultTypes: ["violations"] }).then(({ violations }) => violations)',
      );
      const found = violations.map(
        ({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html.slice(0, 200)}`,
      );
      expect(found).toEqual([]);
    });

    test('prints what is folded on a screen', async () => {
      const page = await look();
      const folded = page.locator('.folded > :not(summary)').first();
      expect(await folded.isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      expect(await folded.isVisible()).toBe(true);
    });

    test('leads with what needs attention, with a shape and a word for each severity', async () => {
      const page = await look();
      const section = page.locator(`section:has(> h3#connection-${LONG_NAME})`);
      const [first] = await section.locator('.attention-list li').allInnerTexts();
      expect(first).toMatch(/^High\s/);
      const shapes = await on<number>(
        page,
        'document.querySelectorAll(".attention-list .severity svg").length',
      );
      expect(shapes).toBe(await page.locator('.attention-list ol > li').count());
    });

    test('does not scroll sideways on a phone: tables show each cell on a line of its own', async () => {
      const page = await look({ viewport: PHONE });
      expect(await on(page, 'document.documentElement.scrollWidth')).toBe(PHONE.width);
      const evidence = 'document.querySelector(".scroll:has(.evidence)")';
      expect(await on<number>(page, `${evidence}.scrollWidth`)).toBeLessThan(PHONE.width);
    });

    test('does not scroll sideways on a tablet: wide tables scroll within the report', async () => {
      const page = await look({ viewport: TABLET });
      expect(await on(page, 'document.documentElement.scrollWidth')).toBe(TABLET.width);
      const evidence = 'document.querySelector(".scroll:has(.evidence)")';
      expect(await on<number>(page, `${evidence}.scrollWidth`)).toBeGreaterThan(TABLET.width);
    });

    test('prints in light colours, without navigation, and no wider than a sheet of A4', async () => {
      const width = 703;
      const page = await look({ viewport: { width, height: 1_000 }, colorScheme: 'dark', media: 'print' });
      expect(await on(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect(await on(page, 'document.documentElement.scrollWidth')).toBe(width);
      const wide =
        '[...document.querySelectorAll(".scroll")].filter((region) => region.scrollWidth > region.clientWidth).map(({ ariaLabel }) => ariaLabel)';
      expect(await on(page, wide)).toEqual([]);
    });

    test('prints folded tables open, its contents with pages, and hashes of at least 7 points', async () => {
      const { page } = await open({ width: 703, height: 1_000 });
      await on(page, 'document.querySelectorAll("details").forEach((fold) => { fold.open = false })');
      expect(await page.locator('.evidence').first().isVisible()).toBe(false);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.evidence').first().isVisible()).toBe(true);
      expect(await page.locator('.printed-contents').innerText()).toMatch(
        /1 For the security engineer\s+1-1/,
      );
      const points = (selector: string) =>
        on<number>(
          page,
          `parseFloat(getComputedStyle(document.querySelector("${selector}")).fontSize) * 0.75`,
        );
      expect(await points('.id')).toBeGreaterThanOrEqual(7);
      expect(await points('.evidence td:last-child')).toBeGreaterThanOrEqual(7);
    });

    test('a link to a row opens the table that it is folded in, and a chart fills its tile', async () => {
      const { page } = await open();
      const row = page.locator('.period-runs tr[id]').first();
      await on(page, 'document.querySelectorAll("details").forEach((fold) => { fold.open = false })');
      await on(page, `location.hash = ${JSON.stringify(await row.getAttribute('id'))}`);
      await row.waitFor({ state: 'visible' });
      const width = (selector: string) =>
        on<number>(page, `document.querySelector("${selector}").clientWidth`);
      expect(await width('.chart > svg')).toBe(await width('.chart:has(> svg)'));
    });

    test('can be read with a keyboard: one key skips the contents, and every wide table can be scrolled', async () => {
      const { page } = await open(TABLET);
      await page.keyboard.press('Tab');
      expect(await on(page, 'document.activeElement.textContent')).toBe('Skip to the report');
      await page.keyboard.press('Enter');
      expect(await on(page, 'document.activeElement.id')).toBe('main');
      const reached: string[] = [];
      const regions = await page.locator('.scroll').count();
      for (let stop = 0; stop < 200 && reached.length < regions; stop++) {
        await page.keyboard.press('Tab');
        const { folded, label } = await on<{ folded: boolean; label: string | null }>(
          page,
          `(({ activeElement: active }) => ({
            folded: active.matches("details:not([open]) > summary"),
            label: active.matches(".scroll") ? active.ariaLabel : null,
          }))(document)`,
        );
        if (folded) await page.keyboard.press('Enter');
        if (label !== null) reached.push(label);
      }
      expect(reached).toHaveLength(regions);
      expect(new Set(reached).size).toBe(regions);
      await page.locator('.scroll').last().focus();
      const scrolled = on<number>(
        page,
        'new Promise((done) => document.activeElement.addEventListener("scroll", done, { once: true })).then(({ target }) => target.scrollLeft)',
      );
      await page.keyboard.press('ArrowRight');
      expect(await scrolled).toBeGreaterThan(0);
    });
  });
}
