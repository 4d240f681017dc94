/** The browser's GPU process, which a test can end. */
import type { Browser, CDPSession } from '@playwright/test';
import { expect } from './test.ts';

/** Crash the browser's GPU process. Fails where the browser has none, or where it goes on after all. */
export async function crashGpuProcess(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  // After another crash the next process takes a moment to start.
  await expect.poll(() => gpuProcess(session)).toBeDefined();
  const before = await gpuProcess(session);
  await session.send('Browser.crashGpuProcess');
  await expect.poll(() => gpuProcess(session)).not.toBe(before);
  await session.detach();
}

/** @returns the id of the GPU process; undefined where there is none now */
async function gpuProcess(session: CDPSession): Promise<number | undefined> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.find(({ type }) => type === 'GPU')?.id;
}
