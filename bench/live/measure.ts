import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { withCamera } from '../../e2e/support/live.ts';
import { Stop } from '../../scripts/prepare.mjs';
import { listen, type LiveBench, type LiveCounts, type Singles } from './hooks.ts';
import type { LiveExecutor, LiveOptions } from './options.ts';

/** So many pictures, in so long. */
export interface Part {
  readonly painted: number;
  /** Milliseconds of the clock. */
  readonly ms: number;
  /** Milliseconds in the engine's worker. */
  readonly engineMs: number;
  /** Milliseconds of processor time that all processes of the browser took together. */
  readonly cpuMs: number;
}

/** One after the other, so that what slows the machine down for a while slows all of a round. */
export interface Round {
  /** The page paints the camera. */
  readonly live: Part;
  /** The page rests, and its camera goes on: milliseconds, and those of processor time. */
  readonly idle: Pick<Part, 'ms' | 'cpuMs'>;
  /** The page rests, its camera goes on, and single pictures are painted. */
  readonly single: Part;
  /** The same with the camera off. */
  readonly quiet: Part;
  readonly width: number;
  readonly height: number;
}

declare const liveBench: LiveBench;

/** Milliseconds. What the browser does after a change, as starting a camera, is not measured. */
const SETTLE_MS = 1000;

/**
 * Measure the Live page on an executor. Throws Stop where the page does not paint on it.
 *
 * @param url of the app
 * @param film what the camera shows
 */
export async function measureLive(
  url: string,
  executor: LiveExecutor,
  film: string,
  options: LiveOptions,
): Promise<readonly Round[]> {
  const browser = await launch(executor, film, options.emulated);
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const cpu = await processorTime(browser);
    await page.addInitScript(listen);
    await page.addInitScript(
      (settings) => localStorage.setItem('brushlite-live', JSON.stringify(settings)),
      { size: options.size, rate: 30 },
    );
    await page.goto(`${url}/?executor=${executor}#/live`);
    await page
      .getByRole('radio', { name: new RegExp(options.network, 'i') })
      .first()
      .check({ force: true });
    const rounds: Round[] = [];
    for (let round = 0; round < options.rounds; round++) {
      await startCamera(page);
      await checkExecutor(page, executor);
      const measured = await measureRound(page, cpu, options.seconds * 1000);
      console.log(
        `${executor}, round ${round + 1}: ${rate(measured.live)} live, ${rate(measured.single)} single, ${rate(measured.quiet)} with the camera off`,
      );
      rounds.push(measured);
    }
    return rounds;
  } finally {
    await browser.close();
  }
}

const rate = ({ painted, ms }: Part) => `${((1000 * painted) / ms).toFixed(1)} a second`;

async function launch(executor: LiveExecutor, film: string, emulated: boolean): Promise<Browser> {
  const { args, ...rest } = await withCamera(
    film,
    'allow',
    executor === 'wasm' ? 'processor' : 'gpu',
  );
  const own = args.filter((arg) => !arg.includes('swiftshader'));
  // On Linux a headless Chromium finds a GPU by Vulkan only.
  if (process.platform === 'linux') own.push('--use-angle=vulkan', '--enable-features=Vulkan');
  const real = executor !== 'wasm' && !emulated;
  return chromium.launch({ ...rest, args: real ? own : args });
}

async function startCamera(page: Page) {
  const before = await page.evaluate(() => liveBench.counts().painted);
  await page.getByRole('region', { name: 'Canvas' }).getByText('Start the camera').click();
  await page.waitForFunction((count) => liveBench.counts().painted > count + 2, before, {
    timeout: 120_000,
  });
  await page.waitForTimeout(SETTLE_MS);
}

async function checkExecutor(page: Page, wanted: LiveExecutor) {
  const used = await page.getByTestId('live').getAttribute('data-executor');
  if (used?.endsWith(wanted) && !(wanted === 'wasm' && used !== 'wasm')) return;
  throw new Stop(`The page paints on ${used ?? 'nothing'} here, and not on ${wanted}.`);
}

async function measureRound(page: Page, cpu: () => Promise<number>, ms: number): Promise<Round> {
  const counts = () => page.evaluate(() => liveBench.counts());
  const [from, cpuFrom, begun] = [await counts(), await cpu(), performance.now()];
  await page.waitForTimeout(ms);
  const [to, cpuTo, end] = [await counts(), await cpu(), performance.now()];
  const live = { ...between(from, to), ms: end - begun, cpuMs: cpuTo - cpuFrom };
  await hide(page, true);
  await page.waitForTimeout(SETTLE_MS);
  const [idleFrom, rested] = [await cpu(), performance.now()];
  await page.waitForTimeout(ms / 2);
  const idle = { cpuMs: (await cpu()) - idleFrom, ms: performance.now() - rested };
  const single = await singles(page, cpu, ms);
  await hide(page, false);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.waitForTimeout(SETTLE_MS);
  const quiet = await singles(page, cpu, ms);
  return { live, idle, single, quiet, width: to.width, height: to.height };
}

const between = (from: LiveCounts, to: LiveCounts) => ({
  painted: to.painted - from.painted,
  engineMs: to.engineMs - from.engineMs,
});

async function singles(page: Page, cpu: () => Promise<number>, ms: number): Promise<Part> {
  const before = await cpu();
  const done: Singles = await page.evaluate((time) => liveBench.singles(time), ms);
  return { ...done, cpuMs: (await cpu()) - before };
}

/** Headless tabs are never hidden, so the page is told that it is. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate(
    (value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    hidden ? 'hidden' : 'visible',
  );

/** @returns what tells the processor time of all processes of the browser so far, in milliseconds */
async function processorTime(browser: Browser): Promise<() => Promise<number>> {
  const session: CDPSession = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
}
