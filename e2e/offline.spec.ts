/** The page is kept: it opens and paints without a server, and a new version asks before it takes over. */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { isAccessible } from './support/accessibility.ts';
import { golden } from './support/page.ts';
import { deploy, test } from './support/site.ts';
import { expect } from './support/test.ts';

test.use({ serviceWorkers: 'allow' });

/** Wait until the page is kept as a whole. */
async function isKept(page: Page) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === 'activated') return;
    await new Promise((resolve) => active?.addEventListener('statechange', resolve));
  });
}

/** Wait until the page is kept, and open it again, so that the service worker answers it. */
async function isServed(page: Page) {
  await isKept(page);
  await page.reload();
}

test('pictures that are shared with the app are opened, and a reload keeps them', async ({
  stylize,
  page,
}) => {
  await page.goto('?executor=wasm');
  await isServed(page);
  const png = (await readFile(golden('odd.png'))).toString('base64');
  // As the system does it: a form with the files, and the page that the answer leads to.
  const led = await page.evaluate(async (content) => {
    const form = new FormData();
    const bytes = Uint8Array.from(atob(content), (letter) => letter.codePointAt(0) ?? 0);
    form.append('photos', new File([bytes], 'Été.png', { type: 'image/png' }));
    return (await fetch('share', { method: 'POST', body: form })).url;
  }, png);
  expect(new URL(led).search).toBe('?shared');
  await page.goto(`${led}&executor=wasm`);
  await expect(page.getByRole('heading', { name: /^Été\.png/ })).toBeAttached();
  await stylize.isDone();
  expect(new URL(page.url()).search).toBe('?executor=wasm');
  await page.reload();
  await expect(page.getByRole('heading', { name: /^Été\.png/ })).toBeAttached();
  // Nothing is left of it, so asking once more finds nothing.
  await page.goto('?shared&executor=wasm');
  await expect(page.getByRole('alert').filter({ hasText: 'did not arrive' })).toBeVisible();
});

test.describe('without a server', () => {
  // The list of networks and the cards of models are asked for, in vain.
  test.use({ expected: [/ERR_CONNECTION_REFUSED/] });

  test('the page opens again and paints a new photo with the network used before', async ({
    stylize,
    page,
    site,
  }) => {
    await stylize.paint('?executor=wasm');
    await isKept(page);
    const cached = await page.evaluate(() => caches.keys());
    site.close();

    await page.reload();
    await expect(stylize.result).toBeVisible(); // the earlier photo
    await stylize.isDone();
    await stylize.photo.setInputFiles(golden('odd.png'));
    await expect(page.getByRole('heading', { name: /^odd\.png/ })).toBeAttached();
    await stylize.isDone();
    await stylize.choose(stylize.style('Udnie'));
    await stylize.isDone();
    await expect(stylize.result).toHaveAttribute('data-executor', 'wasm');
    // The answers are kept with their headers, or threads would be gone.
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    // Networks are kept once, by the engine.
    expect(cached.filter((name) => name.startsWith('brushlite-models'))).toHaveLength(1);
    const weights = await page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('brushlite-page'));
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().filter(({ url }) => url.endsWith('.bin')).length;
    });
    expect(weights).toBe(0);
    for (const link of ['Live', 'Compare']) {
      await page.getByRole('link', { name: link }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
    await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  });
});

for (const [what, answer] of [
  [
    'answers with a page of its own',
    (_, response) => response.end('<h1>Welcome to the hotel</h1>'),
  ],
  ['never answers', () => {}],
] as const satisfies [string, RequestListener][]) {
  test(`the list of networks that is kept is used where the server ${what}`, async ({
    stylize,
    page,
    site,
  }) => {
    await stylize.paint('?executor=wasm');
    await isKept(page);
    site.close();
    const other = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      answer(request, response);
    });
    await new Promise<void>((listens) => other.listen(Number(new URL(site.url).port), listens));
    await page.reload();
    await stylize.isDone();
    await page.reload(); // what the server said is not kept
    await stylize.isDone();
    other.close().closeAllConnections();
  });
}

test('what is kept once it was used is the file, and no page that a server answers with in its place', async ({
  stylize,
  page,
  site,
}) => {
  await stylize.open('?executor=wasm');
  await isServed(page);
  const place = join(site.folder, 'samples', 'later.html');
  await writeFile(place, 'not here');
  const ask = () => page.evaluate(async () => (await fetch('samples/later.html')).text());
  expect(await ask()).toBe('not here');
  await writeFile(place, 'here');
  expect(await ask()).toBe('here');
});

test('a new version asks, and comes when the visitor wants it', async ({ stylize, page, site }) => {
  await stylize.open('?executor=wasm');
  await isServed(page);
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  await appendFile(join(site.folder, 'sw.js'), '\n// another build\n');
  const update = () =>
    page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

  await update();
  const question = page.getByRole('status').filter({ hasText: 'There is a new version.' });
  await expect(question).toBeVisible();
  await expect(stylize.result).toHaveAttribute('data-state', 'done'); // nothing was reloaded
  await isAccessible(page);
  await question.getByRole('button', { name: 'Later' }).click();
  await expect(question).toBeHidden();

  await page.reload();
  await expect(question).toBeVisible(); // it still waits
  await Promise.all([
    page.waitForEvent('load'),
    question.getByRole('button', { name: 'Reload' }).click(),
  ]);
  await stylize.isDone(); // the photo is back
  await expect(question).toBeHidden();
});

test('a page that is kept goes on whole when the server has only a newer one, until the visitor takes that', async ({
  stylize,
  page,
  site,
}) => {
  await stylize.open('?executor=wasm');
  await isKept(page);
  await deploy(site); // every script of the page is gone from the server
  await page.reload();
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  const script = page.locator('script[type=module][src]');
  await expect(script).toHaveAttribute('src', /assets\//);
  for (const link of ['Live', 'Compare', 'Stylize']) {
    await page.getByRole('link', { name: link }).click();
    await expect(page.getByRole('link', { name: link })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByText('could not be downloaded')).toHaveCount(0);
  }
  const question = page.getByRole('status').filter({ hasText: 'There is a new version.' });
  await question.getByRole('button', { name: 'Reload' }).click();
  await expect(script).toHaveAttribute('src', /newer\//);
  await stylize.isDone(); // the photo is back
});

test('the first visit is not asked, and the page can be installed', async ({ stylize, page }) => {
  await stylize.open('?executor=wasm');
  await isKept(page);
  await expect(page.getByText('There is a new version.')).toBeHidden();
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
    const { icons, ...rest } = (await (await fetch(link?.href ?? '')).json()) as {
      icons: { src: string; sizes: string }[];
      name: string;
      display: string;
      start_url: string;
    };
    const sizes = await Promise.all(
      icons.map(async ({ src, sizes }) => {
        const image = new Image();
        image.src = new URL(src, link?.href).href;
        await image.decode();
        return sizes === 'any' || sizes === `${image.naturalWidth}x${image.naturalHeight}`;
      }),
    );
    return { ...rest, sizes };
  });
  expect(manifest).toMatchObject({ name: 'Brushlite', display: 'standalone', start_url: './' });
  expect(manifest.sizes).toEqual([true, true, true, true]);
});
