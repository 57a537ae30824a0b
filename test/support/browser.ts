import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where Debian and Ubuntu put Chromium, and where Google's packages put Chrome. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; undefined where there is none. */
export const browserPath = PLACES.find((place) => existsSync(place));

/** Starts it with a fresh profile, without a screen, and without what it would do on the network by itself. */
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
    ],
  });
}
