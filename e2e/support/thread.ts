/** What the page's own thread does, where the page must stay free for the visitor. */
import { expect, type Page } from '@playwright/test';

type Watched = Window & { longTasks(): number[]; since: number };

/** Watch the page's own thread from now on. What is returned ends that and tells what was seen. */
export async function watchThread(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await page.evaluate(() => {
    const seen: number[] = [];
    const keep = (entries: PerformanceEntryList) =>
      seen.push(...entries.map(({ duration }) => duration));
    const observer = new PerformanceObserver((list) => keep(list.getEntries()));
    observer.observe({ type: 'longtask' });
    const longTasks = () => {
      keep(observer.takeRecords());
      return seen;
    };
    Object.assign(window, { longTasks, since: performance.now() });
  });
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    const urls = profile.nodes.map(({ callFrame }) => callFrame.url);
    const { long, elapsed } = await page.evaluate(() => {
      const { longTasks, since } = window as unknown as Watched;
      return { long: longTasks(), elapsed: performance.now() - since };
    });
    // Otherwise the profile saw nothing, and would prove nothing.
    expect(urls.some((url) => url.includes('/assets/'))).toBe(true);
    return {
      /** Functions of WebAssembly that ran on the page's thread: none, as the networks run in workers. */
      wasm: urls.filter((url) => url.startsWith('wasm:')),
      /** Milliseconds of each task that took more than 50. */
      long,
      /** Milliseconds that were watched. */
      elapsed,
    };
  };
}
