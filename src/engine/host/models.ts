import type { Executor, PreparedModel } from '../executors/executor.ts';
import { isPainted } from '../executors/canary.ts';
import { onDevice } from './deviceProblem.ts';
import { warmUp } from './progress.ts';
import { tileSize } from './tileSize.ts';
import type { InTurn } from './queue.ts';
import { untilAborted } from '../../loading/index.ts';
import type { Manifest, ModelId } from '../manifest.ts';
import { EngineProblem } from '../problems.ts';
import type { LoadFacts, LoadProgress } from '../stylizer.ts';
import type { TileSize } from '../tiles.ts';
import { loadModel, weightBytes, type LoadedModel } from '../weights/load.ts';

export interface ReadyModel {
  /** Without its weights: these are on the device now. */
  readonly model: Pick<LoadedModel, 'id' | 'spec' | 'styles'>;
  readonly prepared: PreparedModel;
  readonly facts: LoadFacts;
  readonly tiles: TileSize;
}

type Listener = (progress: LoadProgress) => void;

interface Loading {
  readonly ready: Promise<ReadyModel>;
  readonly listeners: Set<Listener>;
  /** Requests that wait for it. */
  waiting: number;
  /** When something last arrived, as performance.now(). */
  arrivedAt: number;
  /** Stops the download; undefined when all is there. */
  stop?: AbortController | undefined;
}

/**
 * Milliseconds that a download goes on without anybody who waits for it, from its last bytes: the next painting, in
 * another style, may want it. One that stalls is not waited for: a new request may be answered.
 */
const LINGER_MS = 1000;

/**
 * The models on the device, each loaded and warmed up once. A load goes on when the request that started it is
 * cancelled and others wait for it. When nobody does, its download is stopped.
 */
export class Models {
  private readonly loads = new Map<ModelId, Loading>();
  private readonly prepared = new Set<PreparedModel>();

  constructor(
    private readonly manifest: Manifest,
    private readonly base: string,
    private readonly executor: () => Promise<Executor>,
    /** Runs what uses the device when it is its turn. */
    private readonly inTurn: InTurn,
  ) {}

  /**
   * A model that is ready to run. `listener` is told the progress of its load. Rejects with EngineProblem, after
   * which the load can be tried again; or with the signal's reason as soon as that is aborted.
   */
  async get(id: ModelId, listener: Listener, signal?: AbortSignal): Promise<ReadyModel> {
    const loading = this.loads.get(id) ?? this.start(id);
    loading.listeners.add(listener);
    loading.waiting++;
    try {
      return await untilAborted(loading.ready, signal);
    } finally {
      loading.listeners.delete(listener);
      loading.waiting--;
      this.stopUnwanted(id, loading);
    }
  }

  /** Take the models off the device. Nothing may run there then, or be put there afterwards. */
  dispose(): void {
    this.loads.clear();
    for (const prepared of this.prepared) prepared.dispose();
    this.prepared.clear();
  }

  private start(id: ModelId): Loading {
    const listeners = new Set<Listener>();
    const stop = new AbortController();
    const tell: Listener = (progress) => {
      if (progress.stage !== 'download') loading.stop = undefined;
      else if (!progress.stalled) loading.arrivedAt = performance.now();
      listeners.forEach((listener) => listener(progress));
    };
    const loading: Loading = {
      ...{ listeners, stop, waiting: 0, arrivedAt: performance.now() },
      ready: Promise.resolve().then(() => this.load(id, tell, stop.signal)),
    };
    this.loads.set(id, loading);
    loading.ready.catch(() => this.forget(id, loading));
    return loading;
  }

  private stopUnwanted(id: ModelId, loading: Loading): void {
    if (loading.waiting > 0 || !loading.stop) return;
    const stop = () => {
      if (loading.waiting > 0 || !loading.stop) return;
      this.forget(id, loading); // whoever comes next asks the server again
      loading.stop.abort();
    };
    const left = loading.arrivedAt + LINGER_MS - performance.now();
    if (left <= 0) stop();
    else setTimeout(stop, left);
  }

  private forget(id: ModelId, loading: Loading): void {
    if (this.loads.get(id) === loading) this.loads.delete(id);
  }

  private async load(id: ModelId, tell: Listener, signal: AbortSignal): Promise<ReadyModel> {
    const entry = this.manifest.models.find((model) => model.id === id);
    if (!entry) {
      throw new EngineProblem({ code: 'engine/unknown-model', model: id });
    }
    const start = performance.now();
    const loading = loadModel(entry, this.base, tell, signal).then((model) => ({
      model,
      downloadMs: performance.now() - start,
    }));
    const [{ model, downloadMs }, executor] = await Promise.all([loading, this.executor()]);
    signal.throwIfAborted(); // it was given up while the executor started
    tell({ stage: 'compile', loaded: entry.bytes, total: entry.bytes });
    const { prepared, warmUpMs } = await this.inTurn(async () => {
      const warmed = await onDevice('prepare', () => warm(model, executor));
      this.prepared.add(warmed.prepared);
      return warmed;
    });
    const { cached, spec, styles } = model;
    const facts = { downloadMs, cached, warmUpMs, weightBytes: weightBytes(model) };
    const tiles = tileSize(spec, prepared, executor);
    return { model: { id, spec, styles }, prepared, facts, tiles };
  }
}

async function warm(model: LoadedModel, executor: Executor) {
  const start = performance.now();
  const prepared = await executor.prepare(model);
  try {
    const { values } = await warmUp(model, prepared);
    if (!isPainted(values)) {
      const { id } = executor.info;
      throw new EngineProblem({ code: 'engine/broken-painting', executor: id });
    }
  } catch (error) {
    prepared.dispose();
    throw error;
  }
  return { prepared, warmUpMs: performance.now() - start };
}
