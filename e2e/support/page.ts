/** The Stylize page as a visitor sees it: what the specs click and read. */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { PNG } from 'pngjs';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** R, G, B, A, 0..255. */
  readonly data: number[];
}

export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const golden = (name: string) => `e2e/goldens/${name}`;

export class StylizePage {
  readonly photo: Locator;
  readonly result: Locator;
  readonly notice: Locator;
  readonly slider: Locator;
  readonly download: Locator;

  constructor(readonly page: Page) {
    this.photo = page.getByLabel('Photo');
    this.result = page.getByTestId('result');
    this.notice = page.getByRole('alert');
    this.slider = page.getByRole('slider', { name: 'Before and after' });
    this.download = page.getByRole('button', { name: 'Download' });
  }

  /** Open the page; `query` such as "?executor=wasm". */
  async open(query = '') {
    await this.page.goto(`./${query}`);
  }

  /** Open the page and have the test photo painted. */
  async paint(query = '') {
    await this.open(query);
    await this.photo.setInputFiles(golden('photo.png'));
    await this.isDone();
  }

  /**
   * Whenever the page opens the dialog that chooses files, choose this one. To be called before the page is
   * opened: the browser learns of it a moment later, and a dialog that opens before is lost.
   */
  whenAsked(file: string) {
    this.page.on('filechooser', (chooser) => void chooser.setFiles(file));
  }

  /** The slider from fine (0) to broad (100): at 100 the network sees 256 pixels, at 67 512, at 0 2048. */
  get brush(): Locator {
    return this.page.getByRole('slider', { name: 'Brush size' });
  }

  /** How large the file is to be. */
  get output(): Locator {
    return this.page.getByRole('combobox', { name: 'Output size' });
  }

  style(title: string): Locator {
    return this.page.getByRole('radiogroup', { name: 'Style' }).getByRole('radio', { name: title });
  }

  model(name: 'Original' | 'Compressed' | 'Tiny'): Locator {
    return this.page
      .getByRole('radiogroup', { name: 'Model' })
      .getByRole('radio', { name: new RegExp(`^${name}`) });
  }

  async choose(radio: Locator) {
    // As a visitor does: the label is clicked, since the input itself is not visible.
    await radio.locator('xpath=ancestor::label').click();
    await expect(radio).toBeChecked();
  }

  async isDone() {
    await expect(this.result).toHaveAttribute('data-state', 'done', { timeout: 90_000 });
  }

  async drop(files: TestFile[]) {
    const data = await this.page.evaluateHandle(
      (list) => {
        const transfer = new DataTransfer();
        for (const { name, mimeType, bytes } of list) {
          transfer.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
        }
        return transfer;
      },
      files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] })),
    );
    await this.page.dispatchEvent('main', 'dragenter', { dataTransfer: data });
    await expect(this.page.getByText('Drop it here')).toBeVisible();
    await this.page.dispatchEvent('main', 'drop', { dataTransfer: data });
    await expect(this.page.getByText('Drop it here')).toBeHidden();
  }

  async paste(file: TestFile) {
    await this.page.evaluate(
      ({ name, mimeType, bytes }) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      { name: file.name, mimeType: file.mimeType, bytes: [...file.buffer] },
    );
  }

  /** Show the figures of the painting: how long it took, how large it is, and on what. */
  async openDetails() {
    await this.page.getByText('Details', { exact: true }).first().click();
  }

  /** Do what starts a painting, and cancel that painting as soon as it has begun. */
  async cancelAtOnce(start: () => Promise<unknown>) {
    const cancelled = clickAtOnce(this.page, 'Cancel', 'Painting');
    await start();
    await cancelled;
  }

  /** The painting's width and height. */
  async size(): Promise<[number, number]> {
    return this.result
      .locator('canvas')
      .evaluate(({ width, height }: HTMLCanvasElement) => [width, height]);
  }

  /** The painting's pixels. */
  async painting(): Promise<Pixels> {
    return pixelsOf(this.result.locator('canvas'));
  }

  /** The photo as it lies under the painting. */
  async original(): Promise<Pixels> {
    return pixelsOf(this.page.getByTestId('photo').locator('canvas'));
  }
}

export async function pixelsOf(canvas: Locator): Promise<Pixels> {
  const { width, height, text } = await canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    const { data } = element.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
    let bytes = '';
    for (const value of data) bytes += String.fromCharCode(value);
    return { width, height, text: btoa(bytes) }; // much quicker to send than a list of numbers
  });
  return { width, height, data: [...Buffer.from(text, 'base64')] };
}

/**
 * Click a button as soon as it and a status are shown, in the same task: whatever a worker answers comes
 * later, so that even a fast machine is not done before the click. To be called before what shows them.
 */
export function clickAtOnce(page: Page, button: string, status: string): Promise<void> {
  return page.evaluate(
    ([name, text]) =>
      new Promise<void>((resolve) => {
        const starting = (selector: string, start: string) =>
          [...document.querySelectorAll<HTMLElement>(selector)].find(({ textContent }) =>
            textContent.startsWith(start),
          );
        const look = () => {
          const found = starting('button', name);
          if (!found || !starting('[role=status]', text)) return;
          observer.disconnect();
          found.click();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true });
        look();
      }),
    [button, status] as const,
  );
}

export async function fileOf(path: string, mimeType = 'image/png'): Promise<TestFile> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { name, mimeType, buffer: await readFile(path) };
}

/** Serve the test photo of 45 x 38 pixels in place of each sample picture, for tests that do not look at its size. */
export const smallSamples = (page: Page) =>
  page.route('**/samples/*.jpg', (route) =>
    route.fulfill({ path: golden('odd.png'), contentType: 'image/png' }),
  );

/** A PNG made of a colour for each pixel, [r, g, b, a]. */
export function pngOf(width: number, height: number, colour: (x: number, y: number) => number[]) {
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) png.data.set(colour(x, y), (y * width + x) * 4);
  }
  return PNG.sync.write(png);
}

/** How far a painting may be from a golden, 0..1. A canvas holds 8 bits: rounding to them may be half a step off. */
export const TOLERANCE = { float32: 2e-3 + 0.5 / 255, float16: 1e-2 + 0.5 / 255 };

/** Largest difference, in 0..1, between a painting's pixels and a golden's float32 RGB values. */
export async function differenceTo(pixels: Pixels, file: string): Promise<number> {
  const bytes = await readFile(golden(file));
  expect(bytes.length).toBe(pixels.width * pixels.height * 3 * 4);
  let worst = 0;
  for (let i = 0; i < pixels.width * pixels.height; i++) {
    for (let c = 0; c < 3; c++) {
      const shown = (pixels.data[4 * i + c] ?? Number.NaN) / 255;
      const off = Math.abs(shown - bytes.readFloatLE(4 * (3 * i + c)));
      worst = off > worst || Number.isNaN(off) ? off : worst;
    }
  }
  return worst;
}
