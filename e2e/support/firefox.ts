import type { LaunchOptions } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { difference, type LivePage } from './live.ts';
import { expect, test as base } from './test.ts';

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

/** For `test.use`: a Firefox with more preferences. */
export const withPreferences = (more: Readonly<Record<string, string | number | boolean>>) => ({
  launchOptions: async (
    { launchOptions }: { readonly launchOptions: LaunchOptions },
    use: (options: LaunchOptions) => Promise<void>,
  ) => use({ ...launchOptions, firefoxUserPrefs: { ...firefoxPreferences, ...more } }),
});

/** The camera is painted frame after frame by an executor. */
export async function paintsCamera(live: LivePage, executor: string) {
  await live.open(`?executor=${executor}`);
  await live.start();
  await live.paints();
  await expect(live.screen).toHaveAttribute('data-executor', executor);
  // Firefox' own false camera shows one colour at a time, and its colours go round. A network paints each the same,
  // since it looks at differences only, so the camera itself is looked at.
  await live.setStrength(0);
  const first = await live.pixels();
  const change = async () => difference(first, await live.pixels()).most;
  await expect.poll(change).toBeGreaterThan(3);
}
