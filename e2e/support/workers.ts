/** Control over what the page sends to its workers, so that no test races against a worker. */
import { expect, type Page } from '@playwright/test';

interface Messages {
  sent: number;
  received: number;
}
interface Gate {
  /** Of each worker, in the order in which they were first used. */
  readonly messages: readonly Messages[];
  hold(): void;
  pass(): void;
}
type Gated = Window & { workerGate: Gate };

/** Run before the page's own scripts: counts messages and can hold them, in `window.workerGate`. */
function install() {
  const messages: Messages[] = [];
  const counts = new Map<Worker, Messages>();
  const held: (() => void)[] = [];
  let holding = false;
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...args: unknown[]) {
    const count = counts.get(this) ?? { sent: 0, received: 0 };
    if (!counts.has(this)) {
      counts.set(this, count);
      messages.push(count);
      this.addEventListener('message', () => (count.received += 1));
    }
    count.sent += 1;
    if (!holding) {
      Reflect.apply(postMessage, this, args);
      return;
    }
    // As a worker gets it: the page may change or close what is in the message right after it was sent.
    const [message, options] = args as Parameters<Worker['postMessage']>;
    const list = (Array.isArray(options) ? options : options?.transfer) ?? [];
    const sent = structuredClone({ message: message as unknown, list }, { transfer: list });
    held.push(() => void Reflect.apply(postMessage, this, [sent.message, sent.list]));
  };
  const gate: Gate = {
    messages,
    hold: () => (holding = true),
    pass: () => {
      for (const send of held.splice(0)) send();
    },
  };
  Object.assign(window, { workerGate: gate });
}

/** What the other functions need. To be called before the page is opened. */
export const gateWorkers = (page: Page) => page.addInitScript(install);

/** From now on the workers receive nothing: to the page they are endlessly slow. */
export const holdWorkers = (page: Page) =>
  page.evaluate(() => (window as unknown as Gated).workerGate.hold());

/** The workers receive what was sent until now. What comes later is still held. */
export const passToWorkers = (page: Page) =>
  page.evaluate(() => (window as unknown as Gated).workerGate.pass());

/** Let the workers go on, which were held, up to where something is so. */
export const passUntil = (page: Page, holds: () => Promise<boolean>) =>
  expect
    .poll(
      async () => {
        await passToWorkers(page);
        return holds();
      },
      { timeout: 90_000, intervals: [50] },
    )
    .toBe(true);

/** How many messages each worker was sent, and how many it sent. */
export const messagesOf = (page: Page) =>
  page.evaluate(() => (window as unknown as Gated).workerGate.messages);
