/** What gives a painting away on the Stylize page, and the files that come of it. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import type { StylizePage } from './page.ts';

export const format = (page: Page) => page.getByRole('combobox', { name: 'Format' });
export const more = (page: Page) => page.getByRole('button', { name: 'Save and share' });
export const panel = (page: Page) => page.getByRole('group', { name: 'Save and share' });

/** Click what starts a download. @returns the file, and its name */
export async function saved(page: Page, click: () => Promise<unknown>) {
  const [download] = await Promise.all<[Promise<Download>, Promise<unknown>]>([
    page.waitForEvent('download'),
    click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

export const download = (stylize: StylizePage) =>
  saved(stylize.page, () => stylize.download.click());
