/** The page in a frame of another site, which does not let it use the camera: the visitor could not allow it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileHandler } from '../scripts/static.mjs';
import { withCamera } from './support/live.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

const film = movingSquare('test-results/films/square.y4m');
test.use({
  launchOptions: await withCamera(film),
  // The two servers of this test, and what Chromium says of the camera.
  expected: [/^request to http:..(127.0.0.1|localhost):|Permissions policy violation/],
});

test('without allow="camera" the page says that the one around it withholds the camera', async ({
  page,
}) => {
  const files = fileHandler('dist', {}); // without headers: those that we ship forbid frames
  const server = createServer((request, response) => {
    const around = /^\/around(-allowed)?$/.exec(request.url ?? '');
    if (!around) return files(request, response);
    const allow = around[1] ? 'allow="camera"' : '';
    const { port } = server.address() as AddressInfo;
    const frame = `<iframe ${allow} src="http://localhost:${port}/#/live" width="1200" height="700">`;
    const page = `<!doctype html><link rel="icon" href="data:,">${frame}`;
    response.setHeader('content-type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const live = page.frameLocator('iframe');
  const start = async (around: string) => {
    await page.goto(`http://127.0.0.1:${port}/${around}`); // another site than localhost
    await live.getByRole('region', { name: 'Canvas' }).getByText('Start the camera').click();
  };

  await start('around');
  await expect(live.getByText(/^The page around this one, or its server/)).toBeVisible();
  await expect(live.getByText(/address bar/)).toHaveCount(0);
  await expect(live.getByRole('button', { name: 'Open a video file' }).first()).toBeEnabled();

  await start('around-allowed');
  await expect(live.getByTestId('live')).toHaveAttribute('data-executor', /./);
  server.close().closeAllConnections();
});
