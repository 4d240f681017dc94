/** A visitor who refuses the camera. In a browser of its own, since the answer holds for all pages of a browser. */
import { withCamera } from './support/live.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const film = movingSquare('test-results/films/square.y4m');
test.use({ launchOptions: await withCamera(film, 'deny') });

test('a refused camera: the page says what to do, and the settings stay', async ({
  live,
  page,
  stylize,
}) => {
  await live.open();
  await stylize.choose(stylize.style('Udnie'));
  await live.start();
  await expect(page.getByText('The camera was not allowed.')).toBeVisible();
  await expect(stylize.style('Udnie')).toBeChecked();
  await expect(live.button('Open a video file').first()).toBeEnabled();
  await live.button('Start the camera').first().click();
  await expect(page.getByText('The camera was not allowed.')).toBeVisible();
});
