import { defineConfig } from '@playwright/test';
import { firefoxPreferences } from './e2e/support/firefox.ts';
import { launchOptions } from './e2e/browser.ts';
import { findFirefox } from './scripts/firefox.mjs';
import { VULKAN_PACKAGES, hasVulkan } from './scripts/lavapipe.mjs';
import { findMiniBrowser, WEBKIT_PACKAGES } from './scripts/webkit.mjs';

const PORT = 4179;
/** Specs that run networks on a GPU, which the processor emulates here. */
const EMULATED_GPU = /(parity|recovery|-gpu)\.spec\.ts$/;

const FIREFOX = /firefox[\w-]*\.spec\.ts$/;
const FIREFOX_WEBGPU = /firefox-webgpu\.spec\.ts$/;
const WEBKIT = /webkit\.spec\.ts$/;
/** What takes too long for each change: `npm run test:long` runs it, and `npm test` does not. */
const LONG = /e2e[\\/]long[\\/]/;

/** `npm run test:long` starts several runs, and each has a report of its own. */
const report = process.env['BRUSHLITE_REPORT'] ?? 'e2e';

/**
 * Without motion, so that what a test sees does not depend on how far an animation has come. Tests of motion ask for
 * it. Not in Firefox, whose WebDriver can't emulate it: its tests look at no place that moves.
 */
const still = { contextOptions: { reducedMotion: 'reduce' as const } };

/** In CI a browser must be there. Elsewhere its tests are left out. */
function isMissing(browser: string, advice: string) {
  const missing = `There is no ${browser} here: ${advice}.`;
  if (process.env['CI']) throw new Error(missing);
  console.warn(`\nNOT TESTED IN ${browser.toUpperCase()}. ${missing}\n`);
}

const firefox = findFirefox();
if (!firefox) isMissing('Firefox', 'install it, or name one in BRUSHLITE_FIREFOX');
const vulkan = hasVulkan();
if (!vulkan) isMissing('Firefox with WebGPU', `install ${VULKAN_PACKAGES.join(', ')}`);
const webkit = findMiniBrowser();
if (!webkit) isMissing('WebKit', `on Debian install ${WEBKIT_PACKAGES.join(', ')}`);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: `test-results/${report}.json` }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    // A trace of every test, kept for those that fail, takes half as long again as the tests themselves.
    // `npm run e2e -- --trace retain-on-failure` makes it for those that one looks into.
    trace: 'off',
    screenshot: 'only-on-failure',
    // A service worker answers in place of the server, so tests could not stand in for that. offline.spec.ts has one.
    serviceWorkers: 'block',
    launchOptions: await launchOptions(),
  },
  projects: [
    // An emulated GPU is slow, and two tests at a time would take it from each other. First, since other
    // tests run beside these, and nothing would beside the last of them.
    {
      name: 'emulated GPU',
      testMatch: EMULATED_GPU,
      testIgnore: LONG,
      workers: 1,
      use: { ...still, launchOptions: await launchOptions('gpu') },
    },
    ...(process.env['BRUSHLITE_LONG']
      ? [{ name: 'long', testMatch: LONG, workers: 1, use: still }]
      : []),
    // Early, since they are long: at the end nothing would run beside them.
    // WebKit's drives its browser by itself; the page that makes its film is Chromium's.
    ...(webkit ? [{ name: 'webkit', testMatch: WEBKIT, testIgnore: LONG, use: still }] : []),
    ...(firefox
      ? [
          {
            name: 'firefox',
            testMatch: FIREFOX,
            testIgnore: vulkan ? [] : FIREFOX_WEBGPU,
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox', // an installed one, driven by WebDriver BiDi
              launchOptions: { executablePath: firefox, firefoxUserPrefs: firefoxPreferences },
            },
          },
        ]
      : []),
    { name: 'chromium', testIgnore: [EMULATED_GPU, FIREFOX, WEBKIT, LONG], use: still },
  ],
  webServer: {
    command: `node scripts/serve.mjs --port ${PORT}`,
    url: `http://localhost:${PORT}`,
    // An old server would serve an old dist/ unseen.
    reuseExistingServer: false,
  },
});
