/** The Live page as a visitor sees it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { launchOptions } from '../browser.ts';
import { pixelsOf, type Pixels } from './page.ts';

/**
 * A browser whose camera plays a film.
 * @param film the file
 * @param answer to the question whether the page may use the camera
 * @param drawnBy what draws the page, as in launchOptions
 */
export async function withCamera(
  film: string,
  answer: 'allow' | 'deny' = 'allow',
  drawnBy?: 'processor' | 'gpu',
) {
  const { args = [], ...options } = await launchOptions(drawnBy);
  const camera = [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    answer === 'deny' ? '--use-fake-ui-for-media-stream=deny' : '--use-fake-ui-for-media-stream',
  ];
  return { ...options, args: [...args, ...camera] };
}

interface FrameCounts {
  /** From the camera. */
  readonly arrived: number;
  /** By the page, to be painted. */
  readonly taken: number;
  /** On the screen, painted or not. */
  readonly shown: number;
  /** On the screen with a painting. */
  readonly painted: number;
}

/** Run before the page's own scripts: counts frames, in `window.frameCounts`. */
function countFrames() {
  if ('frameCounts' in window) return; // opened twice
  const counts = { arrived: 0, taken: 0, shown: 0, painted: 0 };
  Object.assign(window, { frameCounts: counts });

  const { requestVideoFrameCallback } = HTMLVideoElement.prototype;
  HTMLVideoElement.prototype.requestVideoFrameCallback = function (callback) {
    return requestVideoFrameCallback.call(this, (...args) => {
      counts.arrived += 1;
      callback(...args);
    });
  };

  window.VideoFrame = new Proxy(VideoFrame, {
    construct: (target, args) => {
      const frame = new target(...(args as ConstructorParameters<typeof VideoFrame>));
      if (args[0] instanceof HTMLVideoElement) counts.taken += 1;
      return frame;
    },
  });

  // The screen draws a frame where one can see it, and then its paintings, all in one task. It may draw the same ones
  // again.
  const known = new WeakSet<object>();
  let drawn = { frame: false, painting: false };
  const count = () => {
    counts.shown += 1;
    if (drawn.painting) counts.painted += 1;
    drawn = { frame: false, painting: false };
  };
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (...args: unknown[]) {
    const [image] = args as [object];
    if (!known.has(image)) {
      known.add(image);
      if (!drawn.frame && !drawn.painting) queueMicrotask(count);
      if (image instanceof ImageBitmap) drawn.painting = true;
      else drawn.frame = true;
    }
    return Reflect.apply(drawImage, this, args);
  };
}

export class LivePage {
  readonly screen: Locator;
  readonly notice: Locator;
  readonly canvas: Locator;
  readonly film: Locator;
  readonly measured: Locator;

  constructor(readonly page: Page) {
    this.screen = page.getByTestId('live');
    this.canvas = this.screen.locator('canvas');
    this.notice = page.getByRole('alert');
    this.film = page.getByLabel('Video', { exact: true });
    this.measured = page.getByRole('region', { name: 'Measured' });
  }

  /** Count frames from now on, as `paints` needs it. To be called before the page is opened. */
  async countFrames() {
    await this.page.addInitScript(countFrames);
  }

  /** @param settings as in a link: "?network=tiny" */
  async open(search = '?executor=wasm', settings = '') {
    // With reduced motion the page blends each painting with the last one, unless the visitor says otherwise.
    await this.page.emulateMedia({ reducedMotion: 'no-preference' });
    await this.countFrames();
    await this.page.goto(`./${search}#/live${settings}`);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async start() {
    await this.page.getByRole('region', { name: 'Canvas' }).getByText('Start the camera').click();
  }

  /** Open the page and have the camera painted. */
  async run() {
    await this.open();
    await this.start();
    await this.paints();
  }

  private counts(): Promise<FrameCounts> {
    return this.page.evaluate(
      () => (window as unknown as { frameCounts: FrameCounts }).frameCounts,
    );
  }

  /** Painted frames on the screen so far. Not from the page's own figures: those are 250 ms late. */
  async frames(): Promise<number> {
    return (await this.counts()).painted;
  }

  /** Wait until `count` more frames are painted. The first of them may have been under way before. */
  async paints(count = 3) {
    const before = await this.frames();
    await expect
      .poll(() => this.frames(), { timeout: 90_000 })
      .toBeGreaterThanOrEqual(before + count);
  }

  /**
   * Wait until no frame is being painted, and show that none is begun while the camera gives 30 more:
   * the camera goes on, and the page does not look.
   */
  async rests() {
    const underWay = async () => {
      const { taken, shown } = await this.counts();
      return taken - shown;
    };
    await expect.poll(underWay, { timeout: 90_000 }).toBe(0);
    const before = await this.counts();
    await expect
      .poll(async () => (await this.counts()).arrived)
      .toBeGreaterThanOrEqual(before.arrived + 30);
    expect({ ...(await this.counts()), arrived: 0 }).toEqual({ ...before, arrived: 0 });
  }

  async setStrength(strength: number) {
    await this.page.getByRole('slider', { name: 'Strength' }).fill(String(100 * strength));
  }

  pixels(): Promise<Pixels> {
    return pixelsOf(this.canvas);
  }
}

/** Mean and largest difference of two pictures' channels, 0..255. */
export function difference(a: Pixels, b: Pixels) {
  expect([b.width, b.height]).toEqual([a.width, a.height]);
  let [sum, most] = [0, 0];
  for (const [i, value] of a.data.entries()) {
    const off = Math.abs(value - (b.data[i] as number));
    sum += off;
    most = Math.max(most, off);
  }
  return { mean: sum / a.data.length, most };
}

/** Run before the page's own scripts: keeps the streams of the cameras that the page opens, in `window.streams`. */
export function keepStreams() {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  const streams: MediaStream[] = [];
  Object.assign(window, { streams });
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    streams.push(stream);
    return stream;
  };
}

export const cameraStates = (page: Page) =>
  page.evaluate(() =>
    (window as unknown as { streams: MediaStream[] }).streams.map(
      (stream) => stream.getVideoTracks()[0]?.readyState,
    ),
  );

/** Headless tabs are never hidden, so the page is told that it is. */
export const setVisibility = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
