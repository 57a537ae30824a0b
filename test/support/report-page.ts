import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

export const DESKTOP = { width: 1280, height: 900 };

/** The minified file: Chromium needs 0.9 s of CPU to read it, and 1.6 s for the other one. */
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface RecordedPage {
  page: Page;
  requests: string[];
  complaints: string[];
}

/** Makes a page, and records its requests and its console messages. */
export async function recordedPage(browser: Browser): Promise<RecordedPage> {
  const page = await browser.newPage({ viewport: DESKTOP });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  return { page, requests, complaints };
}

/** Gives a page the global variable `axe`. */
export async function addAxe(page: Page): Promise<void> {
  // A page returns the last value of a script, and Playwright would copy all of axe.
  await page.evaluate(`${await readFile(AXE, 'utf8')}; undefined`);
}
