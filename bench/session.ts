import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { ModelEntry } from '../src/engine/manifest.ts';
import type { GpuCalls } from './engines/gpuCalls.ts';
import type { EngineId } from './engines/requests.ts';

/** An engine with a model in a browser profile of its own, which has fetched their files once before. */
export interface Session {
  readonly engine: EngineId;
  readonly threads: number;
  /** Milliseconds from the start of its worker: code, model, compilation. */
  readonly loadMs: number;
  /** Paint the picture. @returns milliseconds from the image to the painting, both in the worker's memory */
  run(style: readonly number[]): Promise<number>;
  /** Paint the picture untimed. @returns how often that called the GPU, where it was on WebGPU */
  count(style: readonly number[]): Promise<GpuCalls | undefined>;
  /** Another picture for the next run. */
  open(picture: string, side?: number): Promise<void>;
  /** What the last run gave: float32, RGB, [height, width, 3]. */
  painting(): Promise<Float32Array>;
  /** The most bytes that the engine had at a time until its last run, where it can tell. */
  peakBytes(): Promise<number | undefined>;
  close(): Promise<void>;
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  if (await page.evaluate(() => bench.isolated)) return page;
  throw new Error('The page is not cross-origin isolated, so threads would be missing.');
}

/** A page that has just opened keeps the browser busy for a while, on the cores that the engine needs. */
const SETTLE_MS = 2000;

/** Start an engine with a model, with a picture opened before. Where that rejects, nothing stays open. */
export async function startSession(
  browser: Browser,
  url: string,
  engine: EngineId,
  entry: ModelEntry,
  picture: string,
  side?: number,
): Promise<Session> {
  const context = await browser.newContext();
  try {
    const source = {
      entry,
      models: new URL('models/', url).href,
      onnx: new URL(`onnx/${entry.id}.onnx`, url).href,
      tflite: new URL(`tflite/${entry.id}`, url).href,
      litert: new URL('litert/', url).href,
    };
    const load = (page: Page) =>
      page.evaluate(([engine, source]) => bench.load(engine, source), [engine, source] as const);

    const visit = await openPage(context, url);
    await load(visit);
    await visit.close();

    const page = await openPage(context, url);
    const open = (picture: string, side?: number) =>
      page.evaluate(([path, side]) => bench.open(path, side), [picture, side] as const);
    await open(picture, side);
    await page.waitForTimeout(SETTLE_MS);
    const { threads, ms } = await load(page);
    return {
      engine,
      threads,
      loadMs: ms,
      run: (style) => page.evaluate((style) => bench.run(style), style),
      count: (style) => page.evaluate((style) => bench.count(style), style),
      open,
      painting: async () => {
        const url = await page.evaluate(() => bench.painting());
        const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
        return new Float32Array(new Uint8Array(bytes).buffer);
      },
      peakBytes: () => page.evaluate(() => bench.peakBytes()),
      close: () => context.close(),
    };
  } catch (error) {
    await context.close();
    throw error;
  }
}
