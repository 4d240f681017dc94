/** The Live page as a visitor sees it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { browserArguments } from '../../scripts/browser.mjs';
import { launchOptions } from '../browser.ts';
import { pixelsOf, type Pixels } from './page.ts';

/** A browser whose camera plays `film`; `answer` to the question whether the page may use it. */
export async function withCamera(film: string, answer: 'allow' | 'deny' = 'allow') {
  const args = [
    ...browserArguments,
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    answer === 'deny' ? '--use-fake-ui-for-media-stream=deny' : '--use-fake-ui-for-media-stream',
  ];
  return { ...(await launchOptions()), args };
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

  async open(search = '?executor=wasm') {
    await this.page.goto(`./${search}#/live`);
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

  async frames(): Promise<number> {
    return Number((await this.screen.getAttribute('data-frames')) ?? 0);
  }

  /** Wait until `count` more frames are painted. */
  async paints(count = 3) {
    const before = await this.frames().catch(() => 0);
    await expect
      .poll(() => this.frames(), { timeout: 90_000 })
      .toBeGreaterThanOrEqual(before + count);
  }

  async setStrength(strength: number) {
    await this.page.getByRole('slider', { name: 'Strength' }).fill(String(strength));
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

/** Run before the page's own scripts: keeps what cameras the page was given, in `window.streams`. */
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

/** Headless tabs are never hidden; the page is told that it is. */
export const setVisibility = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
