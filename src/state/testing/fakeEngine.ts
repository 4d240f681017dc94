import {
  sharesOf,
  EngineProblem,
  executorOf,
  type AvailableExecutor,
  type Capabilities,
  type EngineFault,
  type Engines,
  type ExecutorChoice,
  type ExecutorId,
  type ExecutorInfo,
  type FrameJob,
  type Job,
  type LoadProgress,
  type Manifest,
  type ModelEntry,
  type RunUpdate,
  type Stylizer,
  type TileSize,
} from '../../engine/index.ts';
import { deferred } from './until.ts';

/** What `auto` runs on. */
export const WASM: AvailableExecutor = {
  ...{ id: 'wasm', device: '', software: false },
  firstSizes: { picture: 512, frame: 128 },
};

/** What every run of the fake engine takes, in milliseconds. */
export const RUN_MS = 10;
export const RUN_PARTS = { upload: 1, inference: 7, readback: 2 };
export const RUN_LAYERS = { conv1: 3 };
const LOAD_FACTS = { downloadMs: 10, cached: false, warmUpMs: 5, weightBytes: 4 };

/** A picture that is being painted. */
export interface FakeJob {
  readonly on: ExecutorId | 'auto';
  readonly job: Job;
  readonly signal: AbortSignal | undefined;
  finish(): void;
  fail(fault: EngineFault): void;
}

const model = (network: string, precision: ModelEntry['precision']): ModelEntry => ({
  ...{ id: `${network}-${precision}`, network, title: network, precision },
  ...{ path: '', sha256: '', shards: {}, bytes: 100, weights: 1, card: '' },
});

/** Two styles, and two networks in two precisions. */
export const fakeManifest: Manifest = {
  version: 1,
  default: 'compressed-float16',
  styles: ['wave', 'night'].map((id) => ({ id, title: id, artist: '', year: '', thumbnail: '' })),
  models: [
    model('original', 'float32'),
    model('original', 'float16'),
    model('compressed', 'float32'),
    model('compressed', 'float16'),
  ],
};

/** Engines whose work goes on when the test says so. What is public may be changed by the test. */
export class FakeEngine {
  /** Jobs on all executors, in the order they began. */
  readonly jobs: FakeJob[] = [];
  /** Jobs finish without being told to. */
  atOnce = false;
  /** The tiles that its executors take. */
  tiles: TileSize = { side: 512, halo: 96 };
  /** Frames that were painted. */
  readonly frames: FrameJob[] = [];
  /** Whether the bitmap of each painted frame is still open. */
  readonly bitmaps: { open: boolean }[] = [];
  /** Executors that this browser lacks. */
  readonly lacking = new Set<ExecutorId>();
  /** Executors that were ended, in this order. */
  readonly disposed: (ExecutorId | 'auto')[] = [];
  /** Models whose download fails, and why. */
  readonly brokenLoads = new Map<string, EngineFault>();
  /** Models that fail at every frame, and why. */
  readonly brokenFrames = new Map<string, EngineFault>();
  /** Models that are being loaded wait for the test: by model, what lets them go on. Undefined: nothing waits. */
  loads: Map<string, () => void> | undefined;
  /** What `auto` says of this browser. */
  capabilities = async (): Promise<Capabilities> => ({
    available: [WASM],
    missing: [],
    chosen: WASM,
  });

  readonly engines: Engines;
  private readonly made = new Map<ExecutorId | 'auto', Stylizer>();

  constructor(readonly manifest: Manifest = fakeManifest) {
    this.engines = {
      get: (choice) => this.get(choice === 'auto' ? choice : executorOf(choice)),
      dispose: async () => {},
    };
  }

  /** The server's answer. */
  readonly connect = async () => ({ manifest: this.manifest, engines: this.engines });

  /** The job that began last. */
  get last(): FakeJob {
    const job = this.jobs.at(-1);
    if (!job) throw new Error('No job has begun.');
    return job;
  }

  private async get(choice: ExecutorChoice | 'auto') {
    const on = choice === 'auto' ? choice : executorOf(choice);
    if (on !== 'auto' && this.lacking.has(on)) {
      throw new EngineProblem({ code: 'engine/executor-missing', executor: on });
    }
    const stylizer = this.made.get(on) ?? this.stylizer(on);
    this.made.set(on, stylizer);
    return stylizer;
  }

  stylizer(on: ExecutorId | 'auto' = 'auto'): Stylizer {
    const executor: AvailableExecutor = on === 'auto' ? WASM : { ...WASM, id: on };
    return {
      capabilities: async () =>
        on === 'auto'
          ? this.capabilities()
          : { available: [executor], missing: [], chosen: executor },
      load: (id) => this.load(id),
      run: (job, signal) => this.run(on, executor, job, signal),
      paintFrame: (job) => this.paintFrame(executor, job),
      styleRow: async ({ model, style }) => ({
        sha256: `sha256 of ${model}`,
        layers: [
          { name: 'conv1', scale: Float32Array.from(sharesOf(style)), shift: Float32Array.of(0.1) },
        ],
      }),
      dispose: async () => void this.disposed.push(on),
    };
  }

  private async *load(id: string): AsyncGenerator<LoadProgress> {
    const broken = this.brokenLoads.get(id);
    if (broken) throw new EngineProblem(broken);
    if (this.loads) {
      yield { stage: 'download', loaded: 50, total: 100 };
      const waiting = deferred();
      this.loads.set(id, waiting.resolve);
      await waiting.promise;
    }
    yield { stage: 'ready', loaded: 100, total: 100, facts: LOAD_FACTS, tiles: this.tiles };
  }

  private async *run(
    on: ExecutorId | 'auto',
    executor: ExecutorInfo,
    job: Job,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<RunUpdate> {
    if (!this.manifest.models.some(({ id }) => id === job.model)) {
      throw new EngineProblem({ code: 'engine/unknown-model', model: job.model });
    }
    signal?.throwIfAborted();
    yield { type: 'progress', done: 0.5, layer: 'res3' };
    const { promise, resolve, reject } = deferred();
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort);
    const fail = (fault: EngineFault) => reject(new EngineProblem(fault));
    this.jobs.push({ on, job, signal, finish: resolve, fail });
    if (this.atOnce) resolve();
    await promise.finally(() => signal?.removeEventListener('abort', abort));
    const { width, height } = job.picture;
    const picture = { width, height, data: new Uint8ClampedArray(4 * width * height) };
    const layers = job.measure === 'layers' ? RUN_LAYERS : undefined;
    const measured = job.measure && { parts: RUN_PARTS, layers };
    const statistics = job.withStatistics ? [] : undefined;
    yield { type: 'result', picture, executor, ms: RUN_MS, statistics, ...measured };
  }

  private async paintFrame(executor: ExecutorInfo, job: FrameJob) {
    this.frames.push(job);
    job.frame.close();
    const broken = this.brokenFrames.get(job.model);
    if (broken) throw new EngineProblem(broken);
    const state = { open: true };
    this.bitmaps.push(state);
    const bitmap = { close: () => (state.open = false) } as unknown as ImageBitmap;
    return { bitmap, executor, ms: RUN_MS };
  }
}
