/** What session.ts calls in the browser: one engine in a worker of its own, and one picture for it. */
import { createChannel, type Channel } from '../../src/channel/index.ts';
import { probeAll } from '../../src/engine/executors/rank.ts';
import type { FloatImage } from '../../src/engine/executors/executor.ts';
import { ANY_NETWORK, toFloats } from '../../src/engine/host/pad.ts';
import type { ModelSource } from '../engines/engine.ts';
import type { GpuCalls } from '../engines/gpuCalls.ts';
import type { BenchFault, BenchRequests, EngineId, Loaded, Ran } from '../engines/requests.ts';

let channel: Channel<BenchRequests, BenchFault> | undefined;
let image: FloatImage | undefined;
let last: Ran | undefined;

/** A channel to a new worker. */
function open(): Channel<BenchRequests, BenchFault> {
  return createChannel<BenchRequests, BenchFault>({
    createWorker: () =>
      new Worker(new URL('../engines/worker.ts', import.meta.url), { type: 'module' }),
    toError: ({ text }) => new Error(text),
    faults: {
      crashed: { code: 'bench/failed', text: 'The worker stopped.' },
      notStarted: { code: 'bench/failed', text: 'The browser does not run the worker.' },
      notDownloaded: { code: 'bench/failed', text: 'The worker did not start.' },
    },
  });
}

const page = {
  isolated: crossOriginIsolated,

  /** What the app would run on here, in the registry's order. */
  executors: probeAll,

  /** Decode a picture; where there is a side, cut to its middle square and scaled. */
  async open(url: string, side?: number): Promise<void> {
    const photo = await createImageBitmap(await (await fetch(url)).blob());
    const { width, height } = side ? { width: side, height: side } : photo;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('This browser decodes no pictures.');
    const scale = Math.max(width / photo.width, height / photo.height);
    const [w, h] = [photo.width * scale, photo.height * scale];
    context.drawImage(photo, (width - w) / 2, (height - h) / 2, w, h);
    image = toFloats(context.getImageData(0, 0, width, height), ANY_NETWORK);
  },

  /** Start a new worker with an engine and a model. @returns its threads, and the milliseconds that it took */
  async load(engine: EngineId, source: ModelSource): Promise<Loaded & { ms: number }> {
    const start = performance.now();
    channel = open();
    const loaded = await channel.ask('load', { engine, source });
    return { ...loaded, ms: performance.now() - start };
  },

  /** Paint the picture and keep the painting here. @returns milliseconds */
  async run(style: readonly number[]): Promise<number> {
    if (!channel || !image) throw new Error('There is nothing to run yet.');
    last = await channel.ask('run', { image, style });
    return last.ms;
  },

  /** Paint the picture untimed. @returns how often that called the GPU, where it was on WebGPU */
  async count(style: readonly number[]): Promise<GpuCalls | undefined> {
    if (!channel || !image) throw new Error('There is nothing to run yet.');
    return channel.ask('count', { image, style });
  },

  peakBytes: () => last?.peakBytes,

  /** The last painting's float32 values as a data URL: strings travel to Node quickly, arrays do not. */
  painting(): Promise<string> {
    return new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsDataURL(new Blob([new Float32Array(last?.painting ?? [])]));
    });
  },
};

declare global {
  /** Of session.ts, in the functions that it sends here. */
  // oxlint-disable-next-line no-var -- `let` would not be a property of globalThis
  var bench: Bench;
}

type Bench = typeof page;

globalThis.bench = page;
