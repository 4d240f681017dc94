// Memory and processor time of a browser's pages.
import { readFileSync } from 'node:fs';

const statusOf = (/** @type {number} */ id) => readFileSync(`/proc/${id}/status`, 'utf8');

/**
 * The processes of a browser's pages, from Linux: Chromium's own count of a page's memory leaves out what its workers
 * share. @param {import('@playwright/test').Browser} browser
 */
export async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const own = processInfo.filter(({ type }) => type === 'renderer');
  const largest = (/** @type {string} */ key) =>
    Math.max(
      ...own.map(({ id }) => {
        const [, kilobytes] = new RegExp(`${key}:\\s+(\\d+)`).exec(statusOf(id)) ?? [];
        return Math.round(Number(kilobytes) / 1000);
      }),
    );
  return {
    /** What the largest of them holds now, and the most that one has held, in megabytes. */
    now: largest('VmRSS'),
    peak: largest('VmHWM'),
    /** Seconds of processor time of all of them. */
    busy: own.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
  };
}
