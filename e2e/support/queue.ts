/** The queue of the Stylize page, and photos for it. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { unzip } from '../../src/state/testing/unzip.ts';
import { pngOf, type TestFile } from './page.ts';

const number = (at: number) => String(at).padStart(2, '0');

/** Small pictures, each with another pattern: the network takes little notice of one colour. */
export const photo = (at: number): TestFile => ({
  ...{ name: `photo-${number(at)}.png`, mimeType: 'image/png' },
  buffer: pngOf(24, 16, (x, y) => [(7 * at * x) % 256, (11 * at * y) % 256, 10 * x, 255]),
});

export const photos = (count: number) => Array.from({ length: count }, (_, at) => photo(at + 1));

/** The queue as a visitor sees it. */
export function queueOf(page: Page) {
  const group = page.getByRole('group', { name: 'Queue' });
  const button = (name: string | RegExp) => group.getByRole('button', { name });
  return {
    group,
    button,
    rows: group.getByRole('listitem'),
    row: (name: string) => group.getByRole('listitem').filter({ hasText: name }),
    status: group.getByRole('status'),
    paint: button(/^Paint \d+ photos?$/),
    downloadAll: button('Download all'),
  };
}

/** Firefox, Safari and phones have no dialog for where to write a file. */
export const withoutPicker = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));

export async function archiveOf(download: Download) {
  return unzip(await readFile(await download.path()));
}

export async function downloadBy(page: Page, press: () => Promise<unknown>) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return download;
}
