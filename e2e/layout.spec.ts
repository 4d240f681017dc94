/** Where things are on the Stylize page: on laptops, on phones, for tall and for wide photos. */
import type { Locator, Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { SIDES } from './support/compare.ts';
import { golden, pngOf, type StylizePage } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { swipe } from './support/touch.ts';
import { gateWorkers, holdWorkers } from './support/workers.ts';

const SCREENS = [
  { width: 1440, height: 900 },
  { width: 1366, height: 768 },
  { width: 1280, height: 720 },
  { width: 844, height: 390 },
  { width: 390, height: 844 },
];
const photoOf = (width: number, height: number) => ({
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: pngOf(width, height, (x, y) => [200, (5 * x) % 256, (5 * y) % 256, 255]),
});

const frame = ({ page }: StylizePage) => page.getByTestId('photo').locator('xpath=../..');

for (const viewport of SCREENS) {
  test(`picture and download are on the screen of ${viewport.width} x ${viewport.height}`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await stylize.open();
    await expect(page.getByText('Drop a photo, paste it, or choose one')).toBeInViewport();
    for (const [width, height] of [
      [48, 36],
      [36, 64],
    ] as const) {
      await stylize.photo.setInputFiles(photoOf(width, height));
      await expect.poll(() => stylize.size()).toEqual([width, height]);
      await stylize.isDone();
      await page.evaluate(() => scrollTo(0, 0));
      await expect(stylize.download).toBeInViewport({ ratio: 1 });
      await expect(frame(stylize)).toBeInViewport({ ratio: 1 });
    }
  });
}

test('a narrow picture has room for what is said of its progress', async ({ stylize, page }) => {
  await page.route('**/weights.bin', () => {}); // never answered
  await page.setViewportSize({ width: 844, height: 390 });
  await stylize.open();
  await stylize.photo.setInputFiles(photoOf(32, 64));
  await expect(page.getByText('Downloading the network')).toBeVisible();
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  const [inner, outer] = await Promise.all([cancel.boundingBox(), frame(stylize).boundingBox()]);
  expect(inner!.x + inner!.width).toBeLessThanOrEqual(outer!.x + outer!.width);
});

test('what is said below a portrait is whole on each screen that is tall enough', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  await page.getByRole('button', { name: 'Portrait' }).click();
  await stylize.isDone();
  for (const viewport of SCREENS.filter(({ height }) => height > 700)) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => scrollTo(0, 0));
    await expect(page.getByText('First painting in')).toBeInViewport({ ratio: 1 });
    await expect(page.getByText('fine strokes in')).toBeInViewport({ ratio: 1 });
    await expect(stylize.download).toBeInViewport({ ratio: 1 });
  }
});

for (const viewport of SCREENS.filter(({ width }) => width > 1000)) {
  test(`Boldness is on the screen with the styles on ${viewport.width} x ${viewport.height}`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await stylize.open('?executor=wasm');
    await stylize.photo.setInputFiles(photoOf(48, 36));
    await stylize.isDone();
    await page.evaluate(() => scrollTo(0, 0));
    await expect(page.getByRole('slider', { name: 'Boldness' })).toBeInViewport({ ratio: 1 });
  });
}

// 320, less a scrollbar that takes room: headless Chromium has none, Firefox on many systems has.
test('no page is wider than a screen of 305 pixels', async ({ stylize, page }) => {
  await page.setViewportSize({ width: 305, height: 568 });
  const isNoWider = () =>
    expect
      .poll(() =>
        page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        }),
      )
      .toBe(0);
  await stylize.open('?executor=wasm');
  await expect(page.getByText('Drop a photo, paste it, or choose one')).toBeVisible();
  await isNoWider();
  await stylize.photo.setInputFiles(photoOf(48, 36));
  await stylize.isDone();
  await isNoWider();
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByRole('heading', { name: 'Your camera, as a painting' })).toBeVisible();
  await isNoWider();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByRole('combobox', { name: 'Brush size' })).toBeVisible();
  await expect(page.getByRole('table').first()).toBeVisible();
  await isNoWider();
});

/** The rectangles of two elements have a part in common. */
async function overlap(one: Locator, other: Locator) {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()]);
  if (!a || !b) throw new Error('One of the two is not shown.');
  const across = a.x < b.x + b.width && b.x < a.x + a.width;
  return across && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The two ways to larger text: the browser's own setting, which media queries follow, and the page's, which they don't. */
const LARGER = {
  'in the browser': async (page: Page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  },
  'on the page': (page: Page) =>
    page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    }),
};

const large = [SCREENS[2]!, SCREENS[4]!].flatMap((viewport) =>
  Object.entries(LARGER).map(([where, enlarge]) => ({ viewport, where, enlarge })),
);

for (const { viewport, where, enlarge } of large) {
  test(`text of twice the size ${where} is whole on a screen of ${viewport.width} x ${viewport.height}`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await stylize.open('?executor=wasm');
    await enlarge(page);
    /** Nothing is wider than the screen, and icons are as large as the text asks for. */
    const fits = async () => {
      const beyond = page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.scrollingElement!;
        return scrollWidth - clientWidth;
      });
      expect(await beyond).toBeLessThanOrEqual(0);
      // In one step: some icons go while the page is looked at.
      const sizes = await page.evaluate(() =>
        [...document.querySelectorAll('svg.lucide')]
          .filter((icon) => icon.checkVisibility())
          .map((icon) => icon.getBoundingClientRect().width / Number(icon.getAttribute('width'))),
      );
      expect(new Set(sizes.map((size) => Math.round(10 * size) / 10))).toEqual(new Set([2]));
    };
    await expect(page.getByText('Painted as The Starry Night')).toBeVisible();
    await fits();
    await expect(page.getByRole('link', { name: 'Compare' })).toBeInViewport({ ratio: 1 });
    await stylize.photo.setInputFiles(photoOf(48, 36));
    await stylize.isDone();
    await page.evaluate(() => scrollTo(0, 0));
    await fits();
    const facts = page.getByText(/^(First painting|Painted) in/).locator('xpath=../..');
    const saving = stylize.download.locator('xpath=..');
    for (const text of await facts.locator('p:visible').all()) {
      const cut = await text.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      expect(cut).toBeLessThanOrEqual(0);
      for (const control of await saving.locator(':scope > :visible').all()) {
        expect(await overlap(text, control)).toBe(false);
      }
    }
    await page.getByRole('button', { name: 'Mask', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Invert' })).toBeVisible();
    await fits();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Crop' }).click();
    await expect(page.getByRole('button', { name: 'Whole photo' })).toBeVisible();
    await fits();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Live' }).click();
    await expect(page.getByRole('heading', { name: 'Your camera, as a painting' })).toBeVisible();
    await fits();
    await page.getByRole('link', { name: 'Compare' }).click();
    await expect(page.getByRole('combobox', { name: 'Brush size' })).toBeVisible();
    await expect(page.getByRole('table').first()).toBeVisible();
    await fits();
  });
}

for (const viewport of [SCREENS[2]!, SCREENS[4]!]) {
  test(`a long name of what is still shown ends before the buttons on a screen of ${viewport.width} x ${viewport.height}`, async ({
    stylize,
    page,
  }) => {
    await page.setViewportSize(viewport);
    await gateWorkers(page);
    await stylize.open('?executor=wasm');
    await page.getByRole('button', { name: 'Mix', exact: true }).click();
    for (const title of ['Composition VII', 'The Great Wave', 'The Scream']) {
      await stylize.choose(page.getByRole('checkbox', { name: title, exact: true }));
    }
    await stylize.photo.setInputFiles(photoOf(48, 36));
    await stylize.isDone();
    await holdWorkers(page);
    await page.getByRole('slider', { name: 'The Scream' }).fill('70');
    await page.evaluate(() => scrollTo(0, 0));
    const still = page.getByText(/^Still shown: Composition VII 25 %, The Great Wave 25 %/);
    await expect(still).toBeInViewport({ ratio: 1 });
    expect(await overlap(still, page.getByRole('combobox', { name: 'Format' }))).toBe(false);
  });
}

test('a table that is wider than the screen fades out where it goes on', async ({
  compare,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await compare.paint(SIDES);
  const edges = () =>
    compare.layers.evaluate((place) =>
      ['data-left', 'data-right'].filter((edge) => place.hasAttribute(edge)),
    );
  const scrollTo = (left: number) =>
    compare.layers.evaluate((place, to) => place.scrollTo({ left: to }), left);
  await expect.poll(edges).toEqual(['data-right']);
  await scrollTo(50);
  await expect.poll(edges).toEqual(['data-left', 'data-right']);
  await scrollTo(10_000);
  await expect.poll(edges).toEqual(['data-left']);
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect.poll(edges).toEqual([]);
});

test('figures are under Details, and opening them moves nothing', async ({ stylize, page }) => {
  await stylize.paint();
  const before = await frame(stylize).boundingBox();
  const details = page.getByText('Details').first();
  // How large it is, is told without them.
  await expect(page.getByText('48 × 40 pixels')).toBeInViewport({ ratio: 1 });
  const figure = page.getByText('with the compressed network');
  await expect(figure).toBeHidden();
  await details.click();
  await expect(figure).toBeVisible();
  expect(await frame(stylize).boundingBox()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(figure).toBeHidden();
});

test('beside a very wide or tall photo there is no white', async ({ stylize, page }) => {
  await stylize.open();
  for (const [width, height] of [
    [80, 8],
    [8, 80],
  ] as const) {
    await stylize.photo.setInputFiles(photoOf(width, height));
    await expect.poll(() => stylize.size()).toEqual([width, height]);
    await stylize.isDone();
    await page.evaluate(() => scrollTo(0, 0));
    const box = await frame(stylize).boundingBox();
    if (!box) throw new Error('There is no frame.');
    // Near the middle of the shorter edge of the strip.
    const [x, y] = width > height ? [0.5, 0.1] : [0.1, 0.5];
    const clip = { x: box.x + x * box.width, y: box.y + y * box.height, width: 4, height: 4 };
    const { data } = PNG.sync.read(await page.screenshot({ clip }));
    expect(Math.min(data[0] ?? 255, data[1] ?? 255, data[2] ?? 255)).toBeLessThan(200);
  }
});

test('the entries of the navigation stay in their places', async ({ stylize, page }) => {
  await stylize.open();
  const places = () =>
    page
      .getByRole('navigation')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().x));
  const before = await places();
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(page.getByRole('link', { name: 'Live' })).toHaveAttribute('aria-current', 'page');
  expect(await places()).toEqual(before);
});

test('after a cancelled change of the brush size the page says what is missing', async ({
  stylize,
  page,
}) => {
  await stylize.open('?executor=wasm');
  await stylize.brush.fill('100');
  await page.getByRole('button', { name: 'City' }).click();
  await stylize.isDone();
  await stylize.cancelAtOnce(() => stylize.brush.fill('33'));
  await expect(page.getByText('Not painted with this brush size yet')).toBeVisible();
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('the page says what works there', async ({ stylize, page }) => {
    await stylize.open();
    await expect(page.getByRole('button', { name: 'Choose a photo or take one' })).toBeVisible();
    await expect(page.getByText('Drop a photo')).toBeHidden();
  });

  test('the figures under Details are on the screen as a whole', async ({ stylize, page }) => {
    await stylize.paint();
    await stylize.openDetails();
    const figures = page.getByText('with the compressed network').locator('xpath=..');
    await expect(figures).toBeInViewport({ ratio: 1 });
  });

  test('another photo is one tap away from a painting', async ({ stylize, page }) => {
    await stylize.paint();
    const another = page.getByRole('button', { name: 'Another photo' });
    await expect(another).toBeInViewport({ ratio: 1 });
    const asked = page.waitForEvent('filechooser');
    await another.tap();
    await (await asked).setFiles(golden('odd.png'));
    await expect.poll(() => stylize.size()).toEqual([45, 38]);
    await stylize.isDone();
  });

  test('a finger scrolls the page from the picture, and moves the divider only sideways or by its knob', async ({
    stylize,
    page,
  }) => {
    await stylize.open();
    await stylize.photo.setInputFiles(golden('photo.png'));
    await stylize.isDone();
    await page.evaluate(() => scrollTo(0, 0));
    const box = await frame(stylize).boundingBox();
    if (!box) throw new Error('There is no frame.');
    const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
    await expect(stylize.slider).toHaveValue('12');

    await swipe(page, at(0.6, 0.8), at(0.62, 0.2));
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
    await expect(stylize.slider).toHaveValue('12');
    await page.evaluate(() => scrollTo(0, 0));

    await swipe(page, at(0.4, 0.3), at(0.8, 0.32));
    const value = async () => Number(await stylize.slider.inputValue());
    await expect.poll(value).toBeCloseTo(80, 0);
    await swipe(page, at(0.8, 0.5), at(0.5, 0.5));
    await expect.poll(value).toBeCloseTo(50, 0);
  });
});
