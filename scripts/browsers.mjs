// The browsers that the tests run in.
import { aptInstall } from './apt.mjs';
import { findBrowser } from './browser.mjs';
import { findFirefox } from './firefox.mjs';
import { Stop, runTool } from './prepare.mjs';
import { WEBKIT_PACKAGES, findMiniBrowser } from './webkit.mjs';

/** @typedef {{ find: () => string | undefined | Promise<string | undefined>, packages: string[], advice: string }} Browser */

/** What the tests run in: what looks for it, what installs it on Debian, and what to say where it is not. @type {Browser} */
const CHROMIUM = {
  find: findBrowser,
  packages: ['chromium'],
  advice: 'Install Chromium or Chrome, or name a browser in BRUSHLITE_BROWSER, and run this again.',
};
/** @type {readonly Browser[]} */
const BROWSERS = [
  CHROMIUM,
  {
    find: findFirefox,
    packages: ['firefox-esr'],
    advice: 'Firefox could not be installed. Install firefox-esr, and run this again.',
  },
  {
    find: findMiniBrowser,
    packages: WEBKIT_PACKAGES,
    advice: `WebKit could not be installed. Install ${WEBKIT_PACKAGES.join(', ')}, and run this again.`,
  },
];

/**
 * Chromium must be there, and in CI the others, too. Elsewhere the tests of those are left out, and playwright.config.ts
 * says so. All that is missing is installed at once, since each run of apt-get takes its time.
 */
export async function ensureBrowsers() {
  const missing = [];
  for (const browser of BROWSERS) if (!(await browser.find())) missing.push(browser);
  if (missing.length === 0) return;
  const needed = missing.filter((one) => process.env['CI'] || one === CHROMIUM);
  if (needed.length > 0) console.log('Not all browsers to test in are there yet.');
  const isInstalled = aptInstall(missing.flatMap(({ packages }) => packages));
  if (!isInstalled && needed.includes(CHROMIUM))
    runTool('@playwright/test/cli.js', ['install', 'chromium']);
  for (const { find, advice } of needed) if (!(await find())) throw new Stop(advice);
}
