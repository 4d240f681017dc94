/** Drives WebKitGTK's MiniBrowser, the nearest to Safari that runs on Linux, by WebDriver. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../scripts/free-port.mjs';
import { findMiniBrowser } from '../../scripts/webkit.mjs';
import { test } from './test.ts';
import type { TestFile } from './page.ts';

const BROWSER = findMiniBrowser();

/** Of a film for a test in WebKit: too few for it to begin again, with which WebKitGTK can hang (makeFilm). */
export const FRAMES = 9;

/** For a test in WebKit, in milliseconds: a starved machine has taken ten minutes. */
export const PATIENCE = 1_800_000;

/**
 * In milliseconds. Every answer is short, so a browser that takes longer hangs. Less than the five minutes after which
 * Node's `fetch` gives up without saying what it waited for.
 */
const LONGEST_ANSWER = 120_000;

/** For a state of the page, in milliseconds: a starved machine has taken ten minutes for a whole test. */
const LONGEST_WAIT = 300_000;

/** The browser does not answer any more. */
class Hangs extends Error {
  constructor(asked: string) {
    super(`WebKit did not answer for ${LONGEST_ANSWER / 1000} s: ${asked}`);
  }
}

/**
 * Does work in a browser of its own, and once more where the browser hangs: two threads of WebKitGTK's media code can
 * wait for each other for good (docs/journal/tooling.md). What the page does wrong is an error at once.
 */
export async function inWebKit(work: (webkit: WebKit) => Promise<void>): Promise<void> {
  try {
    await inOneWebKit(work);
  } catch (error) {
    if (!(error instanceof Hangs)) throw error;
    console.warn(`${error.message}\nOnce more.`);
    await inOneWebKit(work);
  }
}

async function inOneWebKit(work: (webkit: WebKit) => Promise<void>) {
  const webkit = await WebKit.start();
  test.info().annotations.push({ type: 'browser', description: `WebKitGTK ${webkit.version}` });
  try {
    await work(webkit);
  } finally {
    await webkit.close();
  }
}

export class WebKit {
  private constructor(
    private readonly processes: readonly ChildProcess[],
    private readonly session: string,
    /** Where the screen keeps its pixels. */
    private readonly folder: string,
    /** Of the browser, as it tells it. */
    readonly version: string,
  ) {}

  static async start(): Promise<WebKit> {
    const folder = mkdtempSync(join(tmpdir(), 'brushlite-screen-'));
    const processes: ChildProcess[] = [];
    try {
      const screen = spawn(
        'Xvfb',
        ['-displayfd', '1', '-screen', '0', '1400x1000x24', '-fbdir', folder],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      processes.push(screen);
      const display = await new Promise<string>((resolve, reject) => {
        createInterface({ input: screen.stdout }).once('line', resolve);
        screen.once('error', reject);
        screen.once('exit', () => reject(new Error('Xvfb ended before it had a screen')));
      });
      const port = await freePort();
      const driver = spawn('WebKitWebDriver', ['-p', String(port)], {
        env: {
          ...process.env,
          DISPLAY: `:${display}`,
          WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        },
        stdio: 'ignore',
      });
      processes.push(driver);
      const address = `http://127.0.0.1:${port}/session`;
      const { sessionId, capabilities } = await newSession(address, driver);
      const webkit = new WebKit(
        processes,
        `${address}/${sessionId}`,
        folder,
        capabilities.browserVersion,
      );
      // Longer than we wait, so that a page that hangs is always told from a script that fails.
      await webkit.post('timeouts', { script: 2 * LONGEST_ANSWER });
      return webkit;
    } catch (error) {
      stop(processes, folder);
      throw error;
    }
  }

  private post<T>(what: string, body: object): Promise<T> {
    return ask<T>(`${this.session}/${what}`, 'POST', body);
  }

  open(url: string) {
    return this.post('url', { url });
  }

  /** Resolves when the page has the new size. */
  async resize(width: number, height: number) {
    await this.post('window/rect', { width, height });
    await this.until((w, h) => outerWidth === w && outerHeight === h, width, height);
  }

  /** Runs a function in the page, with arguments that are JSON. A promise is waited for. */
  async run<T, A extends readonly unknown[]>(work: (...args: A) => T | Promise<T>, ...args: A) {
    const script = `
      const done = arguments[arguments.length - 1];
      const given = [...arguments].slice(0, -1);
      Promise.resolve().then(() => (${String(work)})(...given)).then(
        (value) => done({ value }),
        (error) => done({ error: String(error) }),
      );`;
    const { value, error } = await this.post<{ value: T; error?: string }>('execute/async', {
      script,
      args,
    });
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /**
   * Asks the page again and again until the answer is not false. Each time is a short script of its own: a script that
   * waited in the page would be lost with a page that is loaded again, and the driver would wait for it.
   */
  async until<A extends readonly unknown[]>(work: (...args: A) => boolean, ...args: A) {
    const end = Date.now() + LONGEST_WAIT;
    while (!(await this.run(work, ...args))) {
      if (Date.now() > end)
        throw new Error(`${LONGEST_WAIT / 60_000} minutes went by: ${JSON.stringify(args)}`);
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  /** Put a file into an input as a visitor would, once it is there. */
  choose(label: string, { name, mimeType, buffer }: TestFile) {
    return this.until(
      (label, name, type, text) => {
        const input = [...document.querySelectorAll<HTMLInputElement>('input[type=file]')].find(
          (one) =>
            one.getAttribute('aria-label') === label || one.labels?.[0]?.textContent === label,
        );
        if (!input) return false;
        const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        const files = new DataTransfer();
        files.items.add(new File([bytes], name, { type }));
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        return true;
      },
      label,
      name,
      mimeType,
      buffer.toString('base64'),
    );
  }

  /** Wait until an element is there. */
  appears(selector: string) {
    return this.until((wanted) => document.querySelector(wanted) !== null, selector);
  }

  /** Click the button that begins with a text, once it is there and may be clicked. */
  click(text: string) {
    return this.until((start) => {
      const found = [
        ...document.querySelectorAll<HTMLButtonElement>('button, a, summary, label'),
      ].find((one) => one.textContent.trim().startsWith(start) && !one.disabled);
      found?.click();
      return found !== undefined;
    }, text);
  }

  /** @returns what the screen shows, 1400 x 1000 pixels: a file of X11 ("XWD") with 4 bytes a pixel, blue first */
  screen(): { width: number; height: number; at(x: number, y: number): number } {
    const file = readFileSync(join(this.folder, 'Xvfb_screen0'));
    const word = (index: number) => file.readUInt32BE(4 * index);
    const [start, width, height, row] = [word(0) + 12 * word(19), word(4), word(5), word(12)];
    return { width, height, at: (x, y) => file.readUIntLE(start + y * row + 4 * x, 3) };
  }

  /** Ends the browser, also one that hangs. */
  async close() {
    await ask(this.session, 'DELETE', undefined, 5_000).catch(() => undefined);
    stop(this.processes, this.folder);
  }
}

/** End them, and remove the folder of the screen. */
function stop(processes: readonly ChildProcess[], folder: string) {
  for (const one of processes) one.kill();
  rmSync(folder, { recursive: true, force: true });
}

interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

/** Start the browser, as soon as its driver listens. */
async function newSession(address: string, driver: ChildProcess): Promise<Session> {
  let failed: Error | undefined;
  driver.once('error', (error) => (failed = error));
  driver.once('exit', () => (failed ??= new Error('WebKitWebDriver ended')));
  const options = { binary: BROWSER, args: ['--automation'] };
  const body = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } };
  for (;;) {
    try {
      return await ask<Session>(address, 'POST', body);
    } catch (error) {
      if (failed) throw failed;
      if (!(error instanceof TypeError)) throw error; // the driver has answered
      await new Promise((resolve) => setTimeout(resolve, 200)); // it does not listen yet
    }
  }
}

async function ask<T>(
  url: string,
  method: string,
  body?: object,
  patience = LONGEST_ANSWER,
): Promise<T> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  }).catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error; // such as a driver that does not listen yet
    throw new Hangs(`${method} ${url} ${JSON.stringify(body)?.slice(-200) ?? ''}`);
  });
  const { value } = (await response.json()) as { value: T & { message?: string } };
  if (!response.ok) throw new Error(value.message ?? `WebDriver answered ${response.status}`);
  return value;
}
