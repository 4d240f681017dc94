// The browsers that the tests run in.
import { aptInstall } from './apt.mjs';
import { findBrowser } from './browser.mjs';
import { findFirefox } from './firefox.mjs';
import { VULKAN_PACKAGES, hasVulkan } from './lavapipe.mjs';
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
    find: () => (hasVulkan() ? 'Vulkan' : undefined),
    packages: VULKAN_PACKAGES,
    advice: `Firefox has no WebGPU here. Install ${VULKAN_PACKAGES.join(', ')}, and run this again.`,
  },
  {
    find: findMiniBrowser,
    packages: WEBKIT_PACKAGES,
    advice: `WebKit could not be installed. Install ${WEBKIT_PACKAGES.join(', ')}, and run this again.`,
  },
];

/**
 * Chromium must be there, and in CI the others, too. Elsewhere the others are not installed: where one is missing, its
 * tests are left out, and playwright.config.ts says so. All that is needed is installed at once, since each run of
 * apt-get takes its time.
 */
export async function ensureBrowsers() {
  const needed = [];
  for (const browser of process.env['CI'] ? BROWSERS : [CHROMIUM])
    if (!(await browser.find())) needed.push(browser);
  if (needed.length === 0) return;
  console.log('Not all browsers to test in are there yet.');
  const isInstalled = aptInstall(needed.flatMap(({ packages }) => packages));
  if (!isInstalled && needed.includes(CHROMIUM)) {
    // One package that Debian does not know is enough for apt-get to install none of them.
    const isThere = needed.length > 1 && aptInstall(CHROMIUM.packages);
    if (!isThere) runTool('@playwright/test/cli.js', ['install', 'chromium']);
  }
  for (const { find, advice } of needed) if (!(await find())) throw new Stop(advice);
}
