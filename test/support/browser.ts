import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Paths of Chromium on Debian and Ubuntu, and of Chrome from Google's packages. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the browser on this machine; undefined without a browser. */
export const browserPath = PLACES.find((place) => existsSync(place));

/**
 * Of each window, Chromium also loads the popups of its address bar, as two pages in a process of their own, and keeps a spare
 * process for the next site. A window costs 4.5 s of CPU with them, and 0.8 s without them. The names have no effect in a Chromium
 * that does not know them.
 */
const UNUSED = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'];

/** Starts the browser with a new profile, without a screen, and without network requests of its own. */
export function launchBrowser(executablePath: string) {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${UNUSED.join()}`,
    ],
  });
}
