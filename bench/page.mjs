// What the page's own thread does on the Compare page, by Chromium's tracing: see README.md. The page is that of dist/.
//   npm run build && npm run bench:page -- [--size 1024] [--executor wasm]
import { parseArgs } from 'node:util';
import { launchBrowser } from '../scripts/browser.mjs';
import { runMain } from '../scripts/prepare.mjs';
import { serve } from '../scripts/serve.mjs';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1024' },
    executor: { type: 'string', default: 'wasm' },
  },
});
/** Milliseconds. A task that takes longer is noticed. */
const LONG = 50;
const STEPS = 120;

/**
 * @typedef {{ name: string, cat: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number,
 *   args: { name?: string, data?: { functionName?: string, url?: string } } }} TraceEvent
 */

/** Do something while the page's thread is watched, and print what it did. */
async function traced(
  /** @type {import('@playwright/test').Page} */ page,
  /** @type {string} */ what,
  /** @type {() => Promise<unknown>} */ work,
) {
  const browser = page.context().browser();
  if (!browser) throw new Error('There is no browser.');
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await work();
  const text = (await browser.stopTracing()).toString();
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(text);
  report(what, traceEvents);
}

/** @param {string} what @param {readonly TraceEvent[]} events */
function report(what, events) {
  const mains = events.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const onMain = events.filter(
    ({ ph, pid, tid }) => ph === 'X' && mains.some((main) => main.pid === pid && main.tid === tid),
  );
  const tasks = onMain.filter(({ name }) => name === 'RunTask');
  // The thread's own time: on a busy machine a task also waits for a core.
  const own = (/** @type {TraceEvent} */ { tdur = 0 }) => tdur / 1000;
  const total = tasks.reduce((sum, task) => sum + own(task), 0);
  const long = tasks.filter((task) => own(task) > LONG);
  const longest = Math.max(0, ...tasks.map(own));
  console.log(
    `${what}: ${tasks.length} tasks, ${total.toFixed(0)} ms in all, the longest ${longest.toFixed(1)} ms; ${long.length} above ${LONG} ms`,
  );
  /** @type {Record<string, number>} */
  const byName = {};
  for (const event of onMain) byName[event.name] = (byName[event.name] ?? 0) + own(event);
  const most = Object.entries(byName)
    .filter(([name]) => !/RunTask|RunMicrotasks/.test(name))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 6)
    .map(([name, ms]) => `${name} ${ms.toFixed(0)}`);
  console.log(`  ms in: ${most.join(', ')}`);
  for (const task of long) {
    const end = task.ts + (task.dur ?? 0);
    const inner = onMain
      .filter(({ ts, dur = 0, name }) => name !== 'RunTask' && ts >= task.ts && ts + dur <= end)
      .sort((a, b) => own(b) - own(a))
      .slice(0, 4)
      .map(
        (event) => `${event.name} ${event.args.data?.functionName ?? ''} ${own(event).toFixed(1)}`,
      );
    console.log(`  ${own(task).toFixed(1)} ms: ${inner.join(', ')}`);
  }
}

await runMain(async () => {
  const server = await serve(0);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const done = (/** @type {string} */ side) =>
      page
        .locator(`[data-testid=side-${side}][data-state=done]`)
        .waitFor({ state: 'attached', timeout: 600_000 });
    const both = async () => {
      await done('left');
      await done('right');
      await page.getByText('SSIM').first().waitFor();
    };
    await page.goto(
      `${server.url}/?executor=${values.executor}#/compare?size=${values.size}&sample=landscape`,
    );
    await both();
    await traced(page, 'painting both sides, and comparing them', async () => {
      await page.getByRole('radio', { name: 'Udnie' }).check({ force: true });
      await page
        .locator('[data-testid=side-right][data-state=running]')
        .waitFor({ state: 'attached' });
      await both();
    });
    const box = await page.getByTestId('side-left').boundingBox();
    if (!box) throw new Error('There is no picture.');
    const y = box.y + box.height / 3;
    await traced(page, `the divider, ${STEPS} moves`, async () => {
      await page.mouse.move(box.x + 10, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 10, y, { steps: STEPS });
      await page.mouse.up();
    });
    await traced(page, `the wheel, ${STEPS} steps of the zoom`, async () => {
      for (let step = 0; step < STEPS; step++) {
        await page.mouse.wheel(0, step < STEPS / 2 ? -20 : 20);
      }
    });
    await page.getByRole('button', { name: 'Zoom in' }).click({ clickCount: 3 });
    await traced(page, `a drag of the zoomed picture, ${STEPS} moves`, async () => {
      await page.mouse.move(box.x + box.width - 30, y);
      await page.mouse.down();
      await page.mouse.move(box.x + 30, y + 40, { steps: STEPS });
      await page.mouse.up();
    });
    await traced(page, 'measuring', async () => {
      await page.getByRole('button', { name: 'Measure both' }).click();
      await page.getByRole('button', { name: 'Measure again' }).waitFor({ timeout: 600_000 });
    });
  } finally {
    await browser.close();
    server.close();
  }
});
