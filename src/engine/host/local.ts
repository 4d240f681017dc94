import { stream } from '../../channel/index.ts';
import { sideRule } from '../../network/index.ts';
import { because, createExecutor as createBest } from '../executors/create.ts';
import { probeAll, rank } from '../executors/probe.ts';
import type { Executor } from '../executors/executor.ts';
import { FrameDesk } from './frames.ts';
import { pause, workBefore } from './progress.ts';
import { Models, type ReadyModel } from './models.ts';
import { checkPainting, toImage, toPicture } from './pad.ts';
import { createQueue } from './queue.ts';
import { EngineProblem, toProblem, type EngineFault } from '../problems.ts';
import { Stopwatch } from '../executors/stopwatch.ts';
import type {
  Capabilities,
  ExecutorId,
  ExecutorInfo,
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
  readonly createExecutor?: (info: ExecutorInfo) => Promise<Executor>;
}

/** A Stylizer in this thread. The worker holds one; tests use it directly. */
export function createLocalStylizer(options: LocalOptions): Stylizer {
  const { manifest, base, createExecutor = createBest, probe = probeAll } = options;
  const { executor: forced, strict } = options;
  const capabilities = memo(async () => rank(await probe(), forced));
  const started = memo(async () => {
    const found = await capabilities();
    return startFirst(strict && forced ? [only(found, forced)] : inOrder(found), createExecutor);
  });
  /** Jobs run one after another: they share one device, and two at a time would only be slower. */
  const inTurn = createQueue();
  const models = new Models(manifest, base, async () => (await started()).executor, inTurn);
  const frames = new FrameDesk();

  async function load(
    id: string,
    signal: AbortSignal | undefined,
    emit: (progress: LoadProgress) => void,
  ) {
    const { facts } = await models.get(id, emit, signal);
    const bytes = manifest.models.find((entry) => entry.id === id)?.bytes ?? 0;
    emit({ stage: 'ready', loaded: bytes, total: bytes, facts });
  }

  async function run(job: Job, signal: AbortSignal | undefined, emit: (update: RunUpdate) => void) {
    // Loading takes no turn: a slow download must not hold up a job whose model is here.
    const tell = (progress: LoadProgress) => emit({ type: 'load', ...progress });
    const ready = await models.get(job.model, tell, signal);
    await inTurn(() => paint(job, ready, signal, emit), signal);
  }

  async function paint(
    job: Job,
    { model, prepared }: ReadyModel,
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
    const watch = new Stopwatch(job.measure);
    const image = toImage(job.picture, sideRule(model.spec));
    const measuring = job.measure ? watch : undefined;
    const values = await prepared.run(image, job.style, onLayer, measuring);
    const { width, height } = job.picture;
    const picture = toPicture({ ...image, values }, width, height);
    watch.endPart('readback');
    signal?.throwIfAborted();
    const { executor } = await started();
    checkPainting(values, executor.info);
    const { total: ms, parts, layers, peak } = watch;
    const measured = measuring && { parts, layers, peak };
    emit({ type: 'result', picture, executor: executor.info, ms, ...measured });
  }

  async function paintFrame(job: FrameJob): Promise<PaintedFrame> {
    try {
      const { model, prepared } = await models.get(job.model, () => {});
      const { info } = (await started()).executor;
      checkStyle(job, model);
      return await inTurn(() => frames.paint(job, prepared, info));
    } finally {
      job.frame.close();
    }
  }

  const asProblem = (signal?: AbortSignal) => (error: unknown) => {
    signal?.throwIfAborted();
    throw toProblem(error);
  };

  return {
    capabilities: async () => {
      const found = await capabilities();
      const { executor, failed } = await started();
      return {
        available: found.available.filter((e) => failed.every((f) => f.id !== e.id)),
        missing: [...found.missing, ...failed],
        chosen: executor.info,
      };
    },
    load: (id, signal) => stream((emit) => load(id, signal, emit).catch(asProblem(signal))),
    run: (job, signal) => stream((emit) => run(job, signal, emit).catch(asProblem(signal))),
    paintFrame: (job) => paintFrame(job).catch(asProblem()),
    dispose: async () => {
      await models.dispose();
      const running = await started.current();
      running?.executor.dispose();
    },
  };
}

/** Throws EngineProblem when the mix is of other styles than the network's. */
function checkStyle({ style }: Pick<Job, 'style'>, { styles }: ReadyModel['model']): void {
  if (style.length === styles) return;
  throw new EngineProblem({
    code: 'engine/wrong-style-count',
    expected: styles,
    given: style.length,
  });
}

interface Started {
  readonly executor: Executor;
  /** Those that were tried before it. */
  readonly failed: Capabilities['missing'];
}

/** The chosen executor, then the others. */
function inOrder({ chosen, available }: Capabilities): ExecutorInfo[] {
  return [chosen, ...available.filter((other) => other !== chosen)];
}

/** The executor that was asked for, or EngineProblem with the reason. */
function only({ available, missing }: Capabilities, id: ExecutorId): ExecutorInfo {
  const info = available.find((executor) => executor.id === id);
  if (info) return info;
  const found = missing.find((executor) => executor.id === id);
  throw new EngineProblem(found?.reason ?? { code: 'engine/executor-missing', executor: id });
}

/** The first executor that starts. */
async function startFirst(
  infos: readonly ExecutorInfo[],
  create: (info: ExecutorInfo) => Promise<Executor>,
): Promise<Started> {
  const failed: { id: ExecutorId; reason: EngineFault }[] = [];
  const reasons = () => failed.map(({ reason }) => reason);
  for (const info of infos) {
    try {
      const executor = await create(info);
      if (failed.length === 0) return { executor, failed };
      return { executor: because(executor, reasons()), failed };
    } catch (error) {
      failed.push({ id: info.id, reason: toProblem(error).fault });
    }
  }
  const [first, ...others] = reasons();
  throw new EngineProblem(
    first && others.length === 0 ? first : { code: 'engine/none-started', faults: reasons() },
  );
}

/** Makes a thing once. What failed is forgotten, so that it can be tried again. */
function memo<T>(make: () => Promise<T>) {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
  return Object.assign(get, { current: () => made?.catch(() => undefined) });
}
