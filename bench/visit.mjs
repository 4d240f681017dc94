// How soon a first visit has a painting on a slow line: see README.md. The page is that of dist/.
//   npm run build && npm run bench:visit -- [--megabits 1.5] [--executor wasm]
import { createServer, get } from 'node:http';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../scripts/browser.mjs';
import { runMain } from '../scripts/prepare.mjs';
import { serve } from '../scripts/serve.mjs';

const { values } = parseArgs({
  options: {
    megabits: { type: 'string', default: '1.5' },
    executor: { type: 'string', default: 'wasm' },
  },
});
const BYTES_A_SECOND = (Number(values.megabits) * 1e6) / 8;
const SLICE = 4096;

/**
 * A server in front of another one, whose answers share one slow line. In front, since Chromium's own throttling
 * leaves out what workers fetch. @param {string} target
 */
function slowLine(target) {
  let free = performance.now();
  /** @type {{ path: string, at: number }[]} When the last byte of each answer was sent. */
  const sent = [];
  const server = createServer((request, response) => {
    get(new URL(request.url ?? '/', target), { headers: request.headers }, async (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      for await (const chunk of answer) {
        for (let at = 0; at < chunk.length; at += SLICE) {
          const slice = chunk.subarray(at, at + SLICE);
          free = Math.max(free, performance.now()) + (slice.length / BYTES_A_SECOND) * 1000;
          await new Promise((resolve) => setTimeout(resolve, free - performance.now()));
          response.write(slice);
        }
      }
      response.end();
      sent.push({ path: request.url ?? '', at: performance.now() });
    });
  });
  return { server, sent };
}

await runMain(async () => {
  const server = await serve(0);
  const line = slowLine(server.url);
  await new Promise((resolve) => line.server.listen(0, () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (line.server.address());
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const start = performance.now();
    const seconds = (/** @type {number} */ at) => ((at - start) / 1000).toFixed(1);
    await page.goto(`http://localhost:${port}/?executor=${values.executor}`, { timeout: 120_000 });
    const sample = page.getByRole('button', { name: 'City' });
    await sample.waitFor({ timeout: 120_000 });
    console.log(
      `${values.megabits} Mbit/s: the page is there after ${seconds(performance.now())} s`,
    );
    await sample.click();
    await page
      .locator('[data-testid=result]:is([data-state=refining], [data-state=done])')
      .waitFor({ state: 'attached', timeout: 300_000 });
    const painted = performance.now();
    const weights = line.sent.filter(({ path }) => /models\/.*\.bin/.test(path));
    const last = Math.max(...weights.map(({ at }) => at));
    console.log(
      `the network’s last byte after ${seconds(last)} s, the first painting after ${seconds(painted)} s`,
    );
    console.log(`${((painted - last) / 1000).toFixed(2)} s from the one to the other`);
  } finally {
    await browser.close();
    line.server.close();
    server.close();
  }
});
