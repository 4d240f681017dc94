import { pause } from '../../channel/index.ts';
import { entryOf, type ExecutorChoice } from '../executors/index.ts';
import type { Ops, OpsDevice } from '../executors/ops.ts';
import type { Manifest } from '../manifest.ts';
import { EngineProblem, toProblem, type EngineFault } from '../problems.ts';
import { loadModel, type LoadedModel } from '../weights/load.ts';
import { begin, goOn, stepped } from './adam.ts';
import { CROPS, drawCrops } from './crops.ts';
import { startBest, type DeviceChoice } from './device.ts';
import type { LearningRequest, LearningResult, LearningState, LearningUpdate } from './learner.ts';
import { loadLossWeights, type LossWeights } from './lossFiles.ts';
import { beginningOf, builtInRows } from './nearest.ts';
import { lossOf, mixed, prepareLossNetworks, type LossNetworks, type Target } from './objective.ts';
import { preparePainter, type Painter } from './painter.ts';
import { resample } from './resample.ts';
import { restOf } from './rest.ts';
import { fitted, middleOf, targetsOf } from './targets.ts';

export interface LocalLearnerOptions {
  readonly manifest: Manifest;
  /** Address of the folder that the manifest is in, with a slash at the end. */
  readonly base: string;
  /** What to learn on; otherwise the best that there is. */
  readonly executor?: ExecutorChoice | undefined;
}

/** What learning needs of the server. */
export interface Loaded {
  readonly model: Pick<LoadedModel, 'spec' | 'weights'>;
  readonly weights: LossWeights;
}

/** Replaced in tests. */
export interface LocalLearnerParts {
  readonly start?: (choice?: DeviceChoice) => Promise<OpsDevice>;
  readonly load?: typeof loadAll;
  /** Side of the crops in pixels. */
  readonly side?: number;
}

/** Side of the crop by which the nearest styles are found: small, since each built-in style is tried. */
const CHOOSING_SIDE = 64;

/**
 * Learn in this thread. The worker does this; tests use it directly. Rejects with EngineProblem or the signal's reason
 * before there are rows; resolves with what there is afterwards. What fails on a GPU goes on on the processor.
 */
export async function learnHere(
  { manifest, base, executor }: LocalLearnerOptions,
  request: LearningRequest,
  emit: (update: LearningUpdate) => void,
  signal?: AbortSignal,
  { start = startBest, load = loadAll, side }: LocalLearnerParts = {},
): Promise<LearningResult> {
  if (request.photos.length === 0) throw new EngineProblem({ code: 'engine/no-photos' });
  const [loaded, device] = await Promise.all([
    load({ manifest, base }, request.model, emit, signal),
    start(executor),
  ]);
  /** Learn what is left of the request. @param from where an earlier device has come to */
  const learnFrom = (on: OpsDevice, from?: LearningState) => {
    const { rest, ofWhole } = restOf(request, from);
    const tell = (update: LearningUpdate) => emit(ofWhole(update));
    return learnOn(on, { manifest, loaded, side }, rest, tell, signal);
  };

  const end: End = await learnFrom(device).catch((error: unknown) => ({ error }));
  const processor =
    shouldGoOn(device, end, signal) && (await start('processor').catch(() => undefined));
  if (processor) return learnFrom(processor, end.state);
  if ('error' in end) throw end.error;
  return end;
}

/** How learning on a device ended: with rows, or with an error before there were any. */
type End = LearningResult | { readonly error: unknown; readonly state?: undefined };

/** Whether the processor may come further than a GPU did, which may lack memory or precision. */
function shouldGoOn({ info }: OpsDevice, end: End, signal?: AbortSignal): boolean {
  if (!entryOf(info.id).wantsGpu || signal?.aborted) return false;
  const fault = 'error' in end ? toProblem(end.error).fault : end.stopped;
  // The page starts a new worker for a device that was lost, and goes on there.
  return fault !== undefined && fault !== 'aborted' && fault.code !== 'engine/gpu-lost';
}

/** What is learned from, besides the request. */
interface Lesson {
  readonly manifest: Manifest;
  readonly loaded: Loaded;
  readonly side: number | undefined;
}

/** Learn on a device, and free it. Rejects and resolves as `learnHere` does. */
async function learnOn(
  device: OpsDevice,
  { manifest, loaded: { model, weights }, side }: Lesson,
  request: LearningRequest,
  emit: (update: LearningUpdate) => void,
  signal?: AbortSignal,
): Promise<LearningResult> {
  const { ops, info } = device;
  let gone: EngineFault | undefined;
  void device.lost.then((fault) => (gone = fault));
  /** Lets messages arrive, so that a cancel is seen, and fails where the device has gone. */
  const between = async () => {
    await pause(signal);
    if (gone) throw new EngineProblem(gone);
  };
  try {
    const painter = preparePainter(ops, model.spec, model.weights);
    const networks = prepareLossNetworks(ops, weights);
    const painting = fitted(request.painting);
    const first = async () => {
      // By a part of it, so that there is something to show at once.
      const middle = await targetsOf(ops, networks, middleOf(painting), between);
      const places = manifest.styles.map(({ rows }, place) => rows ?? { soft: place, bold: place });
      const styles = places.map((rows) => builtInRows(painter.layers, model.weights, rows));
      const crop = middleOfPhoto(request, CHOOSING_SIDE);
      const trying = async (done: number, of: number) => {
        emit({ phase: 'choosing', done, of });
        await between();
      };
      const { rows, distance } = await beginningOf(
        ops,
        painter,
        networks,
        middle,
        styles,
        crop,
        trying,
      );
      return begin(rows, distance, request.steps, seedOf(request));
    };
    const { from } = request;
    const state = from ? goOn(from, request.steps) : await first();
    let targets: Target<unknown>[] | undefined;
    const step = async (now: LearningState) => {
      targets ??= await targetsOf(ops, networks, painting, between);
      return takeStep(ops, painter, networks, targets, request, now, side);
    };
    return await takeSteps(
      state,
      request.steps,
      step,
      between,
      (told) => emit({ ...told, executor: info }),
      signal,
    );
  } finally {
    device.dispose();
  }
}

/** Download the model and the loss networks, or take them from the cache. */
async function loadAll(
  { manifest, base }: LocalLearnerOptions,
  id: string,
  emit: (update: LearningUpdate) => void,
  signal?: AbortSignal,
): Promise<Loaded> {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry) throw new EngineProblem({ code: 'engine/unknown-model', model: id });
  const { loss } = manifest;
  if (!loss) throw new EngineProblem({ code: 'engine/manifest-unreadable' });
  const loaded = { model: 0, loss: 0 };
  const tell = (more: Partial<typeof loaded>, stalled?: boolean) => {
    Object.assign(loaded, more);
    const [done, of] = [loaded.model + loaded.loss, entry.bytes + loss.bytes];
    emit({ phase: 'loading', done, of, ...(stalled && { stalled }) });
  };
  const [model, weights] = await Promise.all([
    loadModel(entry, base, (more) => tell({ model: more.loaded }, more.stalled), signal),
    loadLossWeights(loss, base, (done, _, stalled) => tell({ loss: done }, stalled), signal),
  ]);
  return { model, weights };
}

type Told = Omit<Extract<LearningUpdate, { phase: 'learning' }>, 'executor'>;

/** Take the steps, until they are done, the signal is aborted, or one fails. */
async function takeSteps(
  first: LearningState,
  steps: number,
  takeStep: (state: LearningState) => Promise<{ loss: number; state: LearningState }>,
  between: () => Promise<void>,
  emit: (told: Told) => void,
  signal?: AbortSignal,
): Promise<LearningResult> {
  let state = first;
  const result = () => ({ rows: state.average, state });
  emit({ phase: 'learning', done: 0, of: steps, ...result() });
  try {
    for (let done = 1; done <= steps; done++) {
      await between();
      const started = performance.now();
      const next = await takeStep(state);
      state = next.state;
      const ms = performance.now() - started;
      emit({ phase: 'learning', done, of: steps, loss: next.loss, ms, ...result() });
    }
    return result();
  } catch (error) {
    if (signal?.aborted) return { ...result(), stopped: 'aborted' };
    const { fault } = toProblem(error);
    // The page starts a new worker for a lost device and goes on there, from the last update.
    if (fault.code === 'engine/gpu-lost') throw error;
    return { ...result(), stopped: fault };
  }
}

/** One step: the mean loss of its crops, and the state after it. Throws `learning-diverged` where it is no number. */
async function takeStep<T>(
  ops: Ops<T>,
  painter: Painter<T>,
  networks: LossNetworks<T>,
  targets: readonly Target<T>[],
  { photos }: LearningRequest,
  state: LearningState,
  side?: number,
): Promise<{ loss: number; state: LearningState }> {
  const { soft, bold } = state.current;
  const gradient = new Float32Array(2 * painter.rowLength);
  let total = 0;
  for (const crop of drawCrops(photos, state.seed, state.steps, side)) {
    const row = mixed(soft, bold, crop.boldness);
    const { loss, gradient: own } = await lossOf(ops, painter, networks, targets, crop, row);
    total += loss.total / CROPS;
    for (let i = 0; i < own.length; i++) {
      const value = (own[i] as number) / CROPS;
      const at = i + own.length;
      gradient[i] = (gradient[i] as number) + (1 - crop.boldness) * value;
      gradient[at] = (gradient[at] as number) + crop.boldness * value;
    }
  }
  if (!Number.isFinite(total) || !gradient.every(Number.isFinite)) {
    throw new EngineProblem({ code: 'engine/learning-diverged' });
  }
  return { loss: total, state: stepped(state, gradient) };
}

/** The middle of the first photo. */
function middleOfPhoto({ photos }: LearningRequest, side: number) {
  const [photo] = photos;
  if (!photo) throw new EngineProblem({ code: 'engine/no-photos' });
  const short = Math.min(photo.width, photo.height);
  const part = {
    left: Math.floor((photo.width - short) / 2),
    top: Math.floor((photo.height - short) / 2),
    ...{ width: short, height: short },
  };
  return { values: resample(photo, part, side, side), side };
}

/** The same painting is learned in the same way. */
function seedOf({ painting: { data, width, height } }: LearningRequest): number {
  let seed = width * 65_537 + height;
  for (let at = 0; at < data.length; at += 997)
    seed = (Math.imul(seed, 31) + (data[at] as number)) | 0;
  return seed;
}
