import type { FromWorker, ToWorker } from '../messages.ts';

type Ask = Extract<ToWorker, { type: 'ask' }>;

/** A worker that answers as a test tells it to. */
export class FakeWorker extends EventTarget {
  readonly got: ToWorker[] = [];
  readonly moved: Transferable[][] = [];
  terminated = false;
  onMessage: (message: ToWorker) => void = () => {};

  postMessage(message: ToWorker, transfer: Transferable[] = []) {
    this.got.push(message);
    this.moved.push(transfer);
    queueMicrotask(() => this.onMessage(message));
  }

  terminate() {
    this.terminated = true;
  }

  say(data: FromWorker) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  crash() {
    this.dispatchEvent(new Event('error', { cancelable: true }));
  }
}

/** Fake workers in the order in which they were created, each of which calls `onAsk` for a request. */
export function fakeWorkers(onAsk: (worker: FakeWorker, ask: Ask, nth: number) => void = () => {}) {
  const workers: FakeWorker[] = [];
  const createWorker = () => {
    const worker = new FakeWorker();
    const nth = workers.push(worker);
    worker.onMessage = (message) => message.type === 'ask' && onAsk(worker, message, nth);
    return worker as unknown as Worker;
  };
  return { workers, createWorker };
}
