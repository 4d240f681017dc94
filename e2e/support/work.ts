/** Much work for the page: pictures one by one, pictures in queues, live frames. */
import { expect, type Browser, type Page } from '@playwright/test';
import type { LivePage } from './live.ts';
import { SHARE, watchLoad, type Load } from './load.ts';
import { pngOf, type StylizePage, type TestFile } from './page.ts';

interface Wanted extends Pick<Load, 'usual' | 'warmUp'> {
  readonly page: Page;
  readonly browser: Browser;
  /** As in the address. */
  readonly executor: string;
  /** As the page tells it, where that differs. */
  readonly id?: string;
  readonly network: string;
}

/** An emulated GPU on a busy machine compiles its shaders for minutes. */
const PATIENCE = { timeout: 600_000 };

/** What is written behind the page in an address. */
const settingsOf = ({ network }: Wanted) => `?network=${network}`;

const SIDES = [72, 64] as const;
let made = 0;

/** A small picture that no other one is like. */
function nextPhoto(): TestFile {
  const at = ++made;
  const colour = (x: number, y: number) => [(at * x) % 256, (11 * at + 3 * y) % 256, 3 * x, 255];
  const name = `photo-${at}.png`;
  return { name, mimeType: 'image/png', buffer: pngOf(...SIDES, colour) };
}

/** Photos that are opened one after the other, as soon as the one before is painted. */
export async function oneByOne(stylize: StylizePage, wanted: Wanted) {
  const { page, browser, executor, id = executor, network } = wanted;
  const load = await watchLoad(page, browser);
  await stylize.open(`?executor=${executor}#/${settingsOf(wanted)}`);
  const paint = async (count: number) => {
    for (let left = count; left > 0; left--) {
      const photo = nextPhoto();
      await stylize.photo.setInputFiles(photo);
      const painted = page.getByRole('heading', { name: `${photo.name}, painted` });
      await expect(painted).toBeAttached(PATIENCE);
      await stylize.isDone();
    }
    await expect(stylize.result).toHaveAttribute('data-executor', id);
    return count;
  };
  const report = { what: 'pictures', way: 'one by one', executor: id, network } as const;
  expect(await load.run({ ...wanted, paint, report: { ...report, name: `photos-${id}` } })).toEqual(
    [],
  );
}

/** Photos that are painted in a queue, which is emptied afterwards. */
export async function queued(stylize: StylizePage, wanted: Wanted) {
  const { page, browser, executor, id = executor, network } = wanted;
  const load = await watchLoad(page, browser);
  const group = page.getByRole('group', { name: 'Queue' });
  const rows = group.getByRole('listitem');
  await stylize.open(`?executor=${executor}#/${settingsOf(wanted)}`);
  const paint = async (count: number) => {
    // A single file is no queue, and is opened.
    const photos = Array.from({ length: Math.max(2, count) }, nextPhoto);
    await stylize.photo.setInputFiles(photos);
    await group.getByRole('button', { name: /^Paint \d+ photos?$/ }).click();
    const done = `${photos.length} of ${photos.length} done`;
    await expect(group.getByRole('status')).toHaveText(done, PATIENCE);
    await group.getByRole('button', { name: 'Remove all' }).click();
    await expect(rows).toHaveCount(0);
    await stylize.isDone();
    return photos.length;
  };
  page.on('dialog', (dialog) => void dialog.accept());
  const report = { what: 'pictures', way: 'in queues', executor: id, network } as const;
  expect(await load.run({ ...wanted, paint, report: { ...report, name: `queues-${id}` } })).toEqual(
    [],
  );
}

/** Frames of the camera: a number of them, or as many as there are in so many minutes, or the share of them that is wanted. */
export async function liveFrames(live: LivePage, wanted: Wanted & { readonly minutes?: number }) {
  const { page, browser, executor, id = executor, network, minutes } = wanted;
  const load = await watchLoad(page, browser);
  await live.open(`?executor=${executor}`, settingsOf(wanted));
  await live.start();
  const paint = async (count: number, share = 0) => {
    const start = await live.frames();
    const end = performance.now() + 60_000 * (minutes ?? 0) * SHARE * share;
    const goesOn = async () => (await live.frames()) < start + count || performance.now() < end;
    // One after the other, each with the whole patience of the test.
    while (await goesOn()) await live.paints(1);
    await expect(live.screen).toHaveAttribute('data-executor', id);
    return (await live.frames()) - start;
  };
  const way = minutes === undefined ? 'live' : 'live for minutes';
  const name = `${minutes === undefined ? 'frames' : 'minutes'}-${id}`;
  const report = { what: 'frames', way, executor: id, network, name } as const;
  expect(await load.run({ ...wanted, paint, report })).toEqual([]);
}
