import { serve } from '../../scripts/serve.mjs';
import { test as base } from './test.ts';

/**
 * The test function for Firefox. Its pages come from a host that sends no headers, so that they are not isolated and
 * paint on one thread: driven by WebDriver BiDi, nested workers may never start in Firefox, which they do when nobody
 * drives it.
 */
export const test = base.extend<object, { plainHost: string }>({
  plainHost: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that no other fixture is needed
    async ({}, use) => {
      const host = await serve(0, undefined, {});
      await use(host.url);
      host.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ plainHost }, use) => use(plainHost),
});

/** What every Firefox of the tests is started with: a camera that is none, and no question about it. */
export const firefoxPreferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
};
