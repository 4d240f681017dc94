import type { LaunchOptions } from '@playwright/test';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';

/** What playwright.config.ts starts the browser with. Specs that need more add to `args`. */
export async function launchOptions(): Promise<LaunchOptions> {
  const executablePath = await findBrowser();
  if (!executablePath) {
    throw new Error(
      'No browser to test in. Install Chromium or Chrome, or name one in BRUSHLITE_BROWSER.',
    );
  }
  return { executablePath, args: browserArguments };
}
