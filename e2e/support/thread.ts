/** What the page's own thread does, where the page must stay free for the visitor. */
import { expect, type Page } from '@playwright/test';

/**
 * Watch the page's own thread from now on.
 *
 * @returns what ends that, and says which functions of WebAssembly ran there: none, as the networks run in workers
 */
export async function watchThread(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    const urls = profile.nodes.map(({ callFrame }) => callFrame.url);
    // Otherwise the profile saw nothing, and would prove nothing.
    expect(urls.some((url) => url.includes('/assets/'))).toBe(true);
    return urls.filter((url) => url.startsWith('wasm:'));
  };
}
