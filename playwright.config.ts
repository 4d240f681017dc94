import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/browser.ts';

const PORT = 4179;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // An emulated GPU is slow, and two tests at a time would take it from each other.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${PORT}`,
    trace: 'retain-on-failure',
    // A service worker answers in place of the server, so tests could not stand in for that. offline.spec.ts has one.
    serviceWorkers: 'block',
    launchOptions: await launchOptions(),
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: `node scripts/serve.mjs --port ${PORT}`,
    url: `http://localhost:${PORT}`,
    // An old server would serve an old dist/ unseen.
    reuseExistingServer: false,
  },
});
