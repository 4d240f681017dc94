/** Drives WebKitGTK's MiniBrowser, the nearest to Safari that runs on Linux, by WebDriver. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findMiniBrowser } from '../../scripts/webkit.mjs';

const BROWSER = findMiniBrowser();

export class WebKit {
  private constructor(
    private readonly processes: readonly ChildProcess[],
    private readonly session: string,
    /** Of the browser, as it tells it. */
    readonly version: string,
  ) {}

  static async start(): Promise<WebKit> {
    const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1400x1000x24'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const display = await new Promise<string>((resolve) =>
      createInterface({ input: screen.stdout }).once('line', resolve),
    );
    const port = 20_000 + (process.pid % 10_000);
    const driver = spawn('WebKitWebDriver', ['-p', String(port)], {
      env: { ...process.env, DISPLAY: `:${display}`, WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
      stdio: 'ignore',
    });
    const address = `http://127.0.0.1:${port}/session`;
    const options = {
      binary: BROWSER,
      args: ['--automation'],
    };
    const body = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } };
    for (let tries = 0; ; tries++) {
      try {
        const { sessionId, capabilities } = await ask<{
          sessionId: string;
          capabilities: { browserVersion: string };
        }>(address, 'POST', body);
        const webkit = new WebKit(
          [driver, screen],
          `${address}/${sessionId}`,
          capabilities.browserVersion,
        );
        await webkit.post('timeouts', { script: 300_000 });
        return webkit;
      } catch (error) {
        if (tries === 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200)); // the driver is not there yet
      }
    }
  }

  private post<T>(what: string, body: object): Promise<T> {
    return ask<T>(`${this.session}/${what}`, 'POST', body);
  }

  open(url: string) {
    return this.post('url', { url });
  }

  resize(width: number, height: number) {
    return this.post('window/rect', { width, height });
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

  async close() {
    await ask(this.session, 'DELETE').catch(() => undefined);
    for (const one of this.processes) one.kill();
  }
}

async function ask<T>(url: string, method: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { message?: string } };
  if (!response.ok) throw new Error(value.message ?? `WebDriver answered ${response.status}`);
  return value;
}
