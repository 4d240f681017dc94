/** What the Live page takes and gives: recordings, video files, painted films. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { holdFrame, inspectFilm, makeFilm, playFilm, squareOf } from './support/film.ts';
import { cameraStates, difference, keepStreams, LivePage, withCamera } from './support/live.ts';
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

test.use({ launchOptions: await withCamera(movingSquare('test-results/films/square.y4m')) });

async function download(live: LivePage, button: RegExp) {
  const [file] = await Promise.all([
    live.page.waitForEvent('download'),
    live.button(button).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

const keptFiles = (page: Page) => page.getByRole('region', { name: 'Recordings and films' });

test('a recording shows its time and size, and then is a file that plays to its end', async ({
  live,
  page,
}) => {
  await live.run();
  await live.button('Record').click();
  const clock = /(\d+):(\d\d)(?: ·|,) [\d.]+ [kM]B/;
  const secondsOn = async (button: RegExp) => {
    const [, minutes, seconds] = clock.exec((await live.button(button).textContent()) ?? '') ?? [];
    return Number(minutes) * 60 + Number(seconds);
  };
  await expect.poll(() => secondsOn(/Stop recording/)).toBeGreaterThanOrEqual(2);
  await live.paints(6);
  const seconds = await secondsOn(/Stop recording/);
  await live.button(/Stop recording/).click();
  await expect(live.button(/Download recording/)).toBeVisible();
  const kept = await secondsOn(/Download recording/);
  const { name, bytes } = await download(live, /Download recording/);
  expect(name).toMatch(/^brushlite-starry-night\.(webm|mp4)$/);
  const film = await inspectFilm(bytes);
  expect([film.width, film.height]).toEqual([128, 96]);
  expect(film.duration).toBeGreaterThan(seconds - 1);
  expect(film.duration).toBeLessThan(kept + 2); // the page shows whole seconds
  // How many the browser takes and encodes in time is up to the machine.
  expect(film.frames).toBeGreaterThan(1);
  const played = await playFilm(page, bytes, film.mimeType);
  expect(played.frames).toBeGreaterThanOrEqual(film.frames - 2);
  expect(played.seconds).toBeCloseTo(film.duration ?? 0, 0);
});

for (const kind of ['camera', 'paused video file'] as const) {
  test(`a recording of a ${kind} that is stopped at once holds a frame`, async ({ live, page }) => {
    await live.open();
    if (kind === 'camera') await live.start();
    else await live.film.setInputFiles(await makeFilm(page, 10));
    await live.paints(1);
    if (kind !== 'camera') await live.button('Pause').click();
    await expect(live.button('Record')).toBeEnabled();
    // Both clicks in one go, with as little time between them as possible.
    await page.evaluate(async () => {
      const click = (name: string) => {
        const named = [...document.querySelectorAll('button')].find(({ textContent }) =>
          textContent.startsWith(name),
        );
        if (!named) throw new Error(`no button ${name}`);
        named.click();
      };
      click('Record');
      await Promise.resolve(); // React shows the other button
      click('Stop recording');
    });
    const { bytes } = await download(live, /Download recording/);
    const film = await inspectFilm(bytes);
    expect(film.frames).toBeGreaterThan(0);
    expect((await playFilm(page, bytes, film.mimeType)).frames).toBeGreaterThan(0);
    await live.button('Remove this recording').click();
    await expect(live.button(/Download recording/)).toBeHidden();
  });
}

test('a recording is kept when the camera goes away, when another is made, and over a reload', async ({
  live,
  page,
}) => {
  await page.addInitScript(keepStreams);
  await live.run();
  await live.button('Record').click();
  await live.paints(4);
  await live.button('Stop').first().click();
  expect(await cameraStates(page)).toEqual(['ended']);
  await expect(live.button(/Download recording/)).toBeVisible();
  await live.start();
  await live.paints(1);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(live.button(/Download recording/)).toHaveCount(1);
  await live.paints(2);
  await expect(live.button(/Stop recording.* · (?!0\.0 kB)/)).toBeVisible(); // a part of it is here
  await page.reload();
  const kept = keptFiles(page);
  const fresh = kept.getByRole('button', { name: /^Download recording,/ });
  const again = kept.getByRole('button', { name: /^Download again,/ });
  await expect(fresh).toHaveCount(2);
  // The page can't know that the visitor cancels a download, so each is offered again.
  const [first] = await Promise.all([page.waitForEvent('download'), fresh.first().click()]);
  await first.cancel();
  await expect(fresh).toHaveCount(1);
  for (const button of [fresh, again.first(), again.last()]) {
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect((await inspectFilm(await readFile(await file.path()))).frames).toBeGreaterThan(0);
  }
  await expect(again).toHaveCount(2);
  const remove = kept.getByRole('button', { name: 'Remove this recording' });
  await remove.first().click();
  await remove.click();
  await expect(kept).toBeHidden();
});

test('a recording that one tab is making is offered in another tab once it has ended, and not before', async ({
  live,
  context,
}) => {
  await live.run();
  await live.button('Record').click();
  await expect(live.button(/Stop recording.* · (?!0\.0 kB)/)).toBeVisible(); // a part of it is here
  const other = new LivePage(await context.newPage());
  await other.open();
  // The other tab has found it, and waits.
  const waiting = () =>
    other.page.evaluate(async () => {
      const { pending = [] } = await navigator.locks.query();
      return pending.filter(({ name }) => name?.startsWith('brushlite-recording/')).length;
    });
  await expect.poll(waiting).toBe(1);
  const kept = keptFiles(other.page);
  await expect(kept).toBeHidden();
  await live.button(/Stop recording/).click();
  await expect(kept.getByRole('listitem')).toHaveCount(1);
  const remove = kept.getByRole('button', { name: 'Remove this recording' });
  await remove.click();
  await expect(kept).toBeHidden();
  // It can be put back, though the browser keeps nothing of it meanwhile.
  const gone = other.page
    .getByRole('status')
    .filter({ hasText: /^Recording of \d+:\d\d removed\./ });
  await gone.getByRole('button', { name: 'Put back' }).click();
  await expect(gone).toHaveCount(0);
  const again = await download(other, /Download recording/);
  expect((await inspectFilm(again.bytes)).frames).toBeGreaterThan(0);
  await remove.click();
  await expect(kept).toBeHidden();
  // Where it was made it can still be had.
  const { bytes } = await download(live, /Download recording/);
  expect((await inspectFilm(bytes)).frames).toBeGreaterThan(0);
});

test('a video file plays painted, pauses, seeks, and is painted to a file as a whole', async ({
  live,
  page,
}) => {
  test.slow();
  await page.addInitScript(holdFrame, 3);
  await live.open();
  const file = await makeFilm(page, 40);
  expect((await inspectFilm(file.buffer)).frames).toBe(40);
  await live.film.setInputFiles(file);
  await live.paints(2);
  await live.button('Pause').click();
  await expect(live.button('Play')).toBeVisible();
  // A film that stands still is not a slow machine.
  await expect(page.getByRole('region', { name: 'Measured' }).locator('p')).toHaveText('');
  const position = page.getByRole('slider', { name: 'Position in the film' });
  await position.fill('0.1');
  await live.paints(1);
  const early = await live.pixels();
  await position.fill('1.8');
  await expect
    .poll(async () => difference(early, await live.pixels()).mean, { timeout: 60_000 })
    .toBeGreaterThan(1);

  await live.button('Paint the whole film').click();
  await expect(page.getByText('Painting the film')).toBeVisible();
  // The focus goes with what was pressed.
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await page.evaluate(() => (window as unknown as { goOn(): void }).goOn());
  await expect(page.getByText('Painting the film')).toBeHidden();
  await expect(live.button('Paint the whole film')).toBeEnabled();
  await expect(live.button('Paint the whole film')).toBeFocused();

  await expect(page.getByText(/^(MP4|WebM) file of the whole film$/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Size of the painted film' }).selectOption('320 × 240');
  await live.button('Paint the whole film').click();
  await expect(page.getByText('Painting the film')).toBeVisible();
  // It goes on while another page is shown.
  await page.getByRole('link', { name: 'Stylize' }).click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Live');
  await page.getByRole('link', { name: 'Live' }).click();
  await expect(live.button(/Download film/)).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('status').filter({ hasText: 'The film is painted.' })).toHaveCount(1);
  await expect(live.button(/Download film/)).toHaveClass(/primary/);
  const { name, bytes } = await download(live, /Download film/);
  expect(name).toMatch(/^square-starry-night\.(webm|mp4)$/);
  const film = await inspectFilm(bytes);
  expect(film.frames).toBe(40);
  // Its own size, and not that of the frames on the page.
  expect([film.width, film.height]).toEqual([320, 240]);
  expect(film.played).toBeGreaterThan(1.9);
  expect((await playFilm(page, bytes, film.mimeType)).frames).toBeGreaterThan(37);
  await expect(live.button(/Download film .* again/)).not.toHaveClass(/primary/);
  // With another film open, one can tell whose painting this is.
  await live.film.setInputFiles({ ...file, name: 'other.webm' });
  await expect(page.getByRole('img', { name: 'other.webm, painted' })).toBeVisible();
  await expect(
    keptFiles(page).getByRole('button', {
      name: /Download film “square-starry-night\.(webm|mp4)”/,
    }),
  ).toBeVisible();
});

test('a film that is painted to a file has its sound when it had it, and the strength and mirror that were chosen', async ({
  live,
  page,
}) => {
  test.slow();
  await live.open();
  const file = await makeFilm(page, 20, { soundAt: 0.5 });
  const original = await squareOf(page, file.buffer, file.mimeType);
  expect(original.at).toBeLessThan(0.2);
  await live.film.setInputFiles(file);
  await live.setStrength(0);
  await page.getByRole('switch', { name: 'Mirror' }).click();
  await live.button('Paint the whole film').click();
  await expect(live.button(/Download film/)).toBeVisible({ timeout: 120_000 });
  const { bytes } = await download(live, /Download film/);
  const film = await inspectFilm(bytes);
  expect(film.soundFrom).toBeCloseTo(0.5, 1);
  expect(film.sound).toBeCloseTo(1.5, 1);
  // At a strength of 0 the file shows the film itself, mirrored.
  const painted = await squareOf(page, bytes, film.mimeType);
  expect(painted.at).toBeCloseTo(1 - original.at, 1);
  expect(painted.share).toBeCloseTo(original.share, 2);
});

test('a film that is stopped goes on where it was', async ({ live, page }) => {
  await live.open();
  // It plays when it is told to, so its position does not change by itself.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await live.film.setInputFiles(await makeFilm(page, 20));
  await live.paints(1);
  const position = page.getByRole('slider', { name: 'Position in the film' });
  await position.fill('0.6');
  await expect(position).toHaveValue('0.6');
  await live.button('Stop').click();
  await live.button('Resume the film').click();
  await expect(position).toHaveValue('0.6');
  await live.paints(1);
});

test('a file that is not a video is refused with the reason, and the camera goes on', async ({
  live,
  page,
}) => {
  await live.run();
  await live.film.setInputFiles({
    name: 'holiday.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.from('not a film at all'),
  });
  await expect(live.notice).toContainText('This browser can’t play “holiday.mp4”');
  await live.film.setInputFiles(golden('photo.png'));
  await expect(live.notice).toContainText('“photo.png” is a photo. Open it on the page Stylize');
  await live.paints();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeEnabled();
});

test('a photo that Live refuses and a film that Stylize refuses are opened on the other page by a button', async ({
  live,
  stylize,
  page,
}) => {
  await live.open();
  await live.film.setInputFiles(golden('photo.png'));
  await live.button('Open on Stylize').click();
  await stylize.isDone();
  await expect(stylize.notice).toBeEmpty();
  await stylize.photo.setInputFiles(await makeFilm(page, 10));
  await live.button('Open on Live').click();
  await live.paints(1);
  await expect(live.notice).toBeEmpty();
  // The photo stays.
  await page.getByRole('link', { name: 'Stylize' }).click();
  await stylize.isDone();
});

test('a film among photos, and one that is dropped as a painting, are opened on Live by a button', async ({
  live,
  stylize,
  page,
}) => {
  await live.open();
  await page.getByRole('link', { name: 'Stylize' }).click();
  const film = await makeFilm(page, 10);
  const queue = page.getByRole('group', { name: 'Queue' });
  const place = page.getByRole('region', { name: 'Your own style' });
  const goTo = async (part: typeof queue) => {
    await part.getByRole('button', { name: 'Open on Live' }).click();
    await live.paints(1);
    await live.button('Stop').click();
    await page.getByRole('link', { name: 'Stylize' }).click();
    await stylize.isDone();
  };
  const file = await readFile(golden('photo.png'));
  const photo = { name: 'photo.png', mimeType: 'image/png', buffer: file };
  await stylize.photo.setInputFiles([photo, film, { ...photo, name: 'other.png' }]);
  await stylize.isDone();
  await goTo(queue);
  await expect(queue.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Your own style' }).click();
  await place.getByLabel('Painting', { exact: true }).setInputFiles(film);
  await goTo(place);
});
