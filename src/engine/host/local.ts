import { pause, stream } from '../../channel/index.ts';
import { untilAborted } from '../../loading/index.ts';
import { sideRule } from '../../network/index.ts';
import type { Executor } from '../executors/executor.ts';
import { checkPainting } from '../executors/canary.ts';
import { createExecutor as createRegistered } from '../executors/create.ts';
import { probeAll, rank } from '../executors/rank.ts';
import { onDevice } from './deviceProblem.ts';
import { Failover, type InUse } from './failover.ts';
import { FramePainter } from './frames.ts';
import { workBefore } from './progress.ts';
import { Models, type ReadyModel } from './models.ts';
import { toFloats, toPixels } from './pad.ts';
import { loadStyleRow } from './styleRow.ts';
import { checkStyle } from '../rowMix.ts';
import { createQueue } from './queue.ts';
import { executorsLeft, startExecutor } from './start.ts';
import { EngineProblem, toProblem } from '../problems.ts';
import { Stopwatch } from '../executors/stopwatch.ts';
import type {
  Capabilities,
  AvailableExecutor,
  FrameJob,
  Job,
  LoadProgress,
  PaintedFrame,
  RunUpdate,
  Stylizer,
  StylizerOptions,
} from '../stylizer.ts';

export interface LocalOptions extends StylizerOptions {
  /** Replaced in tests. */
  readonly probe?: typeof probeAll;
  readonly createExecutor?: (info: AvailableExecutor) => Promise<Executor>;
}

/** A Stylizer in this thread. The worker holds one; tests use it directly. */
export function createLocalStylizer(options: LocalOptions): Stylizer {
  const { manifest, base, createExecutor = createRegistered, probe = probeAll } = options;
  /** Aborted with an EngineProblem when the executor has lost its device. */
  const gone = new AbortController();
  const capabilities = memo(async () => rank(await probe(), options.executor));
  const engine = new Failover({
    isLeft: async (failed) => executorsLeft(await capabilities(), options, failed).length > 0,
    start: async (failed) => startExecutor(await capabilities(), options, createExecutor, failed),
    modelsOn: (executor, inTurn) => new Models(manifest, base, executor, inTurn),
    // Jobs run one after another: they share one device, and two at a time would only be slower.
    queue: createQueue(),
    onLost: (fault) => gone.abort(new EngineProblem(fault)),
  });
  const frames = new FramePainter();

  /** As Failover.serve. */
  const serve = <T>(work: (inUse: InUse) => Promise<T>, signal?: AbortSignal) =>
    engine.serve(work, async () => {
      signal?.throwIfAborted();
      await pause(); // a device may tell of its loss just after an operation failed for it
      gone.signal.throwIfAborted();
    });

  async function load(
    id: string,
    signal: AbortSignal | undefined,
    emit: (progress: LoadProgress) => void,
  ) {
    const { facts, tiles } = await serve(({ models }) => models.get(id, emit, signal), signal);
    const bytes = manifest.models.find((entry) => entry.id === id)?.bytes ?? 0;
    emit({ stage: 'ready', loaded: bytes, total: bytes, facts, tiles });
  }

  async function run(job: Job, signal: AbortSignal | undefined, emit: (update: RunUpdate) => void) {
    // Loading takes no turn: a slow download must not hold up a job whose model is here.
    const tell = (progress: LoadProgress) => emit({ type: 'load', ...progress });
    await serve(async ({ models, inTurn, started }) => {
      const ready = await models.get(job.model, tell, signal);
      const { executor } = await started;
      const work = () => paint(job, ready, executor, signal, emit);
      await inTurn(() => onDevice('paint', work), signal);
    }, signal);
  }

  async function paint(
    job: Job,
    { model, prepared }: ReadyModel,
    executor: Executor,
    signal: AbortSignal | undefined,
    emit: (update: RunUpdate) => void,
  ) {
    signal?.throwIfAborted();
    checkStyle(job, model);
    const before = workBefore(model);
    const onLayer = async (index: number, layer: string) => {
      await pause(signal);
      emit({ type: 'progress', done: before[index] ?? 0, layer });
    };
    const stopwatch = new Stopwatch(job.measure);
    const image = toFloats(job.picture, sideRule(model.spec));
    checkSide(image, executor);
    const measuring = job.measure ? stopwatch : undefined;
    const { statistics: given, withStatistics } = job;
    const options = { onLayer, stopwatch: measuring, statistics: given, withStatistics };
    const { values, statistics } = await prepared.run(image, job.style, options);
    const { width, height } = job.picture;
    const picture = toPixels({ ...image, values }, width, height);
    stopwatch.endPart('readback');
    signal?.throwIfAborted();
    checkPainting(values, executor.info);
    const { total: ms, parts, layers, peak } = stopwatch;
    const measured = measuring && { parts, layers, peak };
    emit({ type: 'result', picture, executor: executor.info, ms, statistics, ...measured });
  }

  async function paintFrame(job: FrameJob): Promise<PaintedFrame> {
    return serve(async ({ models, inTurn, started }) => {
      const { model, prepared } = await models.get(job.model, () => {});
      const { executor } = await started;
      checkStyle(job, model);
      checkSide(job, executor);
      return inTurn(() => onDevice('paint', () => frames.paint(job, prepared, executor.info)));
    });
  }

  async function describe(): Promise<Capabilities> {
    const found = await capabilities();
    const { executor, failed } = await engine.inUse.started;
    return {
      available: found.available.filter((e) => failed.every((f) => f.id !== e.id)),
      missing: [...found.missing, ...failed],
      chosen: executor.info,
    };
  }

  /**
   * Do what a request asks for. Once the device is lost that fails with the loss, whatever it waits for and
   * whatever else went wrong, so that the page replaces this worker.
   */
  async function answer<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      gone.signal.throwIfAborted();
      return await untilAborted(work(), gone.signal);
    } catch (error) {
      signal?.throwIfAborted();
      await pause(); // a device may tell of its loss just after an operation failed for it
      gone.signal.throwIfAborted();
      throw toProblem(error);
    }
  }

  return {
    capabilities: () => answer(describe),
    load: (id, signal) => stream((emit) => answer(() => load(id, signal, emit), signal)),
    run: (job, signal) => stream((emit) => answer(() => run(job, signal, emit), signal)),
    paintFrame: (job) => answer(() => paintFrame(job)).finally(() => job.frame.close()),
    // Of the files, and not of the device: no executor is needed for it.
    styleRow: (wanted) => answer(() => loadStyleRow(wanted, manifest, base)),
    dispose: () => engine.dispose(),
  };
}

/** Throws EngineProblem when a side has more pixels than the device takes. */
function checkSide(size: { width: number; height: number }, { limits }: Executor): void {
  if (Math.max(size.width, size.height) > limits.side) {
    throw new EngineProblem({ code: 'engine/memory' });
  }
}

/** Runs `make` once and keeps its result. After a failure the next call runs it again. */
function memo<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined;
  return (): Promise<T> =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}
