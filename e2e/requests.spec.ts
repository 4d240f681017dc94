/** Nothing is sent: every page and feature is visited, and whatever asks for another machine is written down. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { withCamera } from './support/live.ts';
import { expect, test } from './support/test.ts';
import { movingSquare } from './support/y4m.ts';

/** A proxy to which the browser sends all that is not for this machine. It answers nothing, and keeps what was asked. */
interface Proxy {
  readonly port: number;
  readonly asked: string[];
  readonly server: Server;
}

async function startProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  // Of https and WebSocket a proxy sees where they want to go.
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, asked, server };
}

/**
 * Chromium itself looks for updates there and tells that it is there, whatever it shows, and more where it runs for long. If the page asked for them, the list of the page's own
 * requests (support/test.ts) would have them.
 */
const OF_THE_BROWSER = /\b(update\.googleapis|(accounts|www|android\.clients)\.google)\.com\b/;

const proxy = await startProxy();
const options = await withCamera(movingSquare('test-results/films/square.y4m'));
test.use({
  serviceWorkers: 'allow',
  launchOptions: {
    ...options,
    args: [...options.args, `--proxy-server=http://127.0.0.1:${proxy.port}`],
  },
});
test.afterAll(() => proxy.server.closeAllConnections());
test.afterAll(() => void proxy.server.close());

/** Run before the page's own scripts: counts what sends without an answer, or past the network's log. */
function countSenders() {
  const used: string[] = [];
  Object.assign(window, { used });
  for (const name of ['WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport'] as const) {
    const Known = (window as unknown as Record<string, (new () => object) | undefined>)[name];
    if (!Known) continue;
    const watched = new Proxy(Known, {
      construct: (target, given) => {
        used.push(name);
        return Reflect.construct(target, given) as object;
      },
    });
    Object.assign(window, { [name]: watched });
  }
  const send = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (...given) => {
    used.push('sendBeacon');
    return send(...given);
  };
}
const used = (page: Page) =>
  page.evaluate(() => (window as unknown as { used: readonly string[] }).used);

test('on every page and with every feature nothing asks for another machine', async ({
  stylize,
  live,
  compare,
  page,
}) => {
  test.setTimeout(240_000);
  await page.addInitScript(countSenders);
  await stylize.paint('?executor=wasm');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await stylize.choose(stylize.style('Udnie'));
  await page.getByRole('slider', { name: 'Strength' }).fill('60');
  await page.getByRole('switch', { name: /colours/i }).check({ force: true });
  await stylize.isDone();
  await page.getByRole('button', { name: 'Mask' }).click();
  await page.keyboard.press('Escape');
  await Promise.all([page.waitForEvent('download'), stylize.download.click()]);
  await page.getByRole('button', { name: 'About Brushlite' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('English');
  await page.getByRole('button', { name: 'Your own style' }).click();
  await page.getByRole('button', { name: 'Close' }).first().click();

  await page.getByRole('link', { name: 'Live' }).click();
  await live.start();
  await expect(live.button('Record')).toBeEnabled({ timeout: 60_000 });
  await live.button('Record').click();
  await live.button(/Stop recording/).click();
  await live.button('Stop').click();

  await page.getByRole('link', { name: 'Compare' }).click();
  await compare.isDone('left', 'right');
  await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /JSON/ }).first().click(),
  ]);

  // Each document has a list of its own.
  expect(await used(page)).toEqual([]);
  await page.reload(); // answered by the service worker
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await used(page)).toEqual([]);
  expect(proxy.asked.filter((address) => !OF_THE_BROWSER.test(address))).toEqual([]);
});

test.describe('what would be sent', () => {
  test.use({ expected: [/example|502/] });

  test('would be seen: of a page without a policy everything is', async ({ page, baseURL }) => {
    await page.route('**/bare', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>bare</title>' }),
    );
    await page.addInitScript(countSenders);
    await page.goto('bare');
    await page.evaluate(async () => {
      navigator.sendBeacon('http://beacon.example/');
      const socket = new WebSocket('ws://socket.example/');
      await new Promise((resolve) => socket.addEventListener('error', resolve));
      await fetch('http://fetch.example/', { mode: 'no-cors' }).catch(() => undefined);
    });
    expect(baseURL).toContain('localhost');
    expect(await used(page)).toEqual(['sendBeacon', 'WebSocket']);
    await expect
      .poll(() => ['beacon', 'socket', 'fetch'].filter((name) => proxy.asked.join().includes(name)))
      .toEqual(['beacon', 'socket', 'fetch']);
  });
});
