import { convolutions, convolutionWork, type Convolution } from '../../../network/index.ts';
import { EngineProblem } from '../../problems.ts';
import type { LoadedModel } from '../../weights/load.ts';
import type { FloatImage, PreparedModel, RunOptions, RunResult } from '../executor.ts';
import type { FrameScreen } from './frames.ts';
import type { Gpu } from './gpu.ts';
import { timeLayers } from './layerTimes.ts';
import { OverflowWatch } from './overflow.ts';
import { makePlan, type TileOf } from './plan.ts';
import { encodeSteps, preparePlan, type PlannedRun } from './planned.ts';
import type { RowMix } from '../../rowMix.ts';
import { coefficientsOf, mixedRows, statisticsOf } from './rows.ts';
import type { Precision } from './shaders.ts';
import type { Tuner } from './tuner.ts';
import { candidates, type Tile } from './tiles.ts';
import { Weights } from './weights.ts';

export interface NetworkOptions {
  readonly precision: Precision;
  /**
   * Most multiply-adds that are handed to the device at a time where somebody waits for progress or may cancel; less
   * where it is slow. Systems stop a GPU that works for seconds without a break.
   */
  readonly workAtATime: number;
  /** How convolutions are cut into workgroups; the first of `candidates` unless given. */
  readonly tileOf?: TileOf | undefined;
  /** Finds better tiles while nobody uses the device; instead of `tileOf`. */
  readonly tuner?: Pick<Tuner, 'tileOf' | 'tune' | 'version'> | undefined;
  /** Shows frames, where the device can. */
  readonly screen?: Pick<FrameScreen, 'take' | 'show'> | undefined;
  /** Called where a frame that was handed out has overflowed; nobody looks for that unless it is given. */
  readonly onOverflow?: (() => void) | undefined;
  /** Most bytes of the plans that are kept for other sizes than the one in use; 1 GiB unless given. */
  readonly mostKeptBytes?: number | undefined;
}

/**
 * Plans that are kept beside the one in use, and the bytes that they may take: of the picture, of a film beside it,
 * of a preview, and of the tiles of a large picture, whose sizes take turns.
 */
const MOST_KEPT_PLANS = 12;
const MOST_KEPT_BYTES = 2 ** 30;

/** Multiply-adds at a time before anything is known of the device: a weak phone takes 0.2 s. */
const FIRST_WORK = 2e9;
/** The time that work at a time should take, in milliseconds: far less than what systems stop a GPU for. */
const WORK_MS = 80;

/** @returns the multiply-adds at a time after so many have taken so long, `most` at the most */
export function nextWork(work: number, ms: number, most: number): number {
  return Math.min(most, (work * WORK_MS) / Math.max(ms, 0.5));
}

/**
 * A network on a WebGPU device. Rejects with EngineProblem `model-unsupported` where the kernels do not know what
 * the network has, and `memory` where the device has too little.
 */
export async function prepareNetwork(
  model: LoadedModel,
  gpu: Gpu,
  options: NetworkOptions,
): Promise<PreparedModel> {
  const { precision, workAtATime, screen, mostKeptBytes = MOST_KEPT_BYTES } = options;
  const limits = { precision, bytes: gpu.largest };
  const tileOf: TileOf =
    options.tuner?.tileOf ??
    options.tileOf ??
    ((conv, pixels) => candidates(conv, pixels, limits)[0] as Tile);
  const { device } = gpu;
  const layers = convolutions(model.spec);
  checkLayers(layers);
  const weights = new Weights(gpu, model, layers, precision);
  const watch = options.onOverflow && new OverflowWatch(gpu, layers, options.onOverflow);
  /** By size, the last one used at the end. */
  const plans = new Map<string, PlannedRun>();
  /** Multiply-adds at a time, by what the device has shown so far. */
  let atATime = Math.min(workAtATime, FIRST_WORK);

  const planOf = (height: number, width: number) =>
    makePlan(layers, height, width, precision, tileOf);

  async function planned(height: number, width: number): Promise<PlannedRun> {
    const tiles = `, tiles ${options.tuner?.version ?? 0}`;
    const key = `${height} x ${width}${tiles}`;
    const known = plans.get(key);
    if (known) {
      plans.delete(key);
      plans.set(key, known);
      return known;
    }
    const plan = planOf(height, width);
    if (plan.largest > gpu.largest) throw new EngineProblem({ code: 'engine/memory' });
    // Nobody asks for the earlier tiles again.
    for (const other of [...plans.keys()]) if (!other.endsWith(tiles)) forget(other);
    while (plans.size > MOST_KEPT_PLANS || bytesOf(plans.values()) > mostKeptBytes) {
      forget([...plans.keys()][0] as string);
    }
    const made = await preparePlan(gpu, plan, precision, weights.at).catch((error: unknown) => {
      // Once more without what is kept for other sizes, and without weights of which some may not have fitted.
      const kept = plans.size;
      forgetAll();
      if (kept === 0) throw error;
      return preparePlan(gpu, plan, precision, weights.at);
    });
    plans.set(key, made);
    return made;
  }

  function forgetAll() {
    for (const key of [...plans.keys()]) forget(key);
    weights.dispose();
  }

  function forget(key: string) {
    plans.get(key)?.dispose();
    plans.delete(key);
  }

  function writeStyle(run: PlannedRun, style: RowMix, statistics: RunOptions['statistics']) {
    const mixed = mixedRows(run.plan, layers, model.weights, style);
    device.queue.writeBuffer(run.shared.rows, 0, mixed);
    if (!statistics) return;
    const given = coefficientsOf(run.plan, layers, mixed, statistics);
    device.queue.writeBuffer(run.shared.coefficients, 0, given);
  }

  async function run(
    image: FloatImage,
    style: RowMix,
    runOptions: RunOptions = {},
  ): Promise<RunResult> {
    const { onLayer, stopwatch, statistics, withStatistics } = runOptions;
    const { height, width } = image;
    const current = await planned(height, width);
    gpu.forgetFaults();
    writeStyle(current, style, statistics);
    device.queue.writeBuffer(current.picture, 0, image.values as Float32Array<ArrayBuffer>);
    if (stopwatch) {
      await gpu.done();
      stopwatch.endPart('upload');
    }
    /** Without a clock of the device's own, each layer is waited for. */
    const waits = Boolean(stopwatch?.layers) && !gpu.hasClock;
    const work = convolutionWork(model.spec, height, width);
    let waiting = 0;
    let encoder = device.createCommandEncoder();
    const submit = async (wait: boolean) => {
      const [submitted, start] = [waiting, performance.now()];
      device.queue.submit([encoder.finish()]);
      encoder = device.createCommandEncoder();
      waiting = 0;
      if (!wait) return;
      await gpu.done();
      if (submitted > 0) atATime = nextWork(submitted, performance.now() - start, workAtATime);
    };
    for (const [index, conv] of layers.entries()) {
      await onLayer?.(index, conv.name);
      if (waits) stopwatch?.startLayer();
      const pass = encoder.beginComputePass();
      encodeSteps(pass, current, (step) => {
        return step.layer === index && (!statistics || step.kernel !== 'finalize');
      });
      pass.end();
      waiting += work[index] ?? 0;
      if (waits) {
        await submit(true);
        stopwatch?.endLayer(conv.layer);
      } else if (onLayer && waiting >= atATime) await submit(true);
    }
    const { staging, painting, shared, plan } = current;
    const bytes = plan.paintingBytes;
    encoder.copyBufferToBuffer(painting, 0, staging, 0, bytes);
    if (withStatistics) {
      encoder.copyBufferToBuffer(shared.statistics, 0, staging, bytes, plan.shared.statistics);
    }
    await submit(Boolean(stopwatch));
    stopwatch?.see({ bytes: plan.bytes + weights.bytes, of: 'gpu' });
    stopwatch?.endPart('inference');
    if (stopwatch?.layers && !waits) {
      const times = await timeLayers(gpu, current, layers);
      for (const [i, ms] of (times ?? []).entries()) stopwatch.addLayer(layers[i]?.layer ?? '', ms);
      stopwatch.leaveOut();
    }
    const all = await readBack(gpu, staging);
    gpu.check();
    const values = all.slice(0, bytes / 4);
    void options.tuner?.tune(layers, height, width);
    if (!withStatistics) return { values };
    return { values, statistics: statisticsOf(plan, layers, all.subarray(bytes / 4)) };
  }

  async function runFrame(
    show: Pick<FrameScreen, 'take' | 'show'>,
    frame: ImageBitmap | VideoFrame,
    style: RowMix,
    size: { readonly width: number; readonly height: number },
  ): Promise<ImageBitmap> {
    const current = await planned(size.height, size.width);
    gpu.forgetFaults();
    writeStyle(current, style, undefined);
    const encoder = device.createCommandEncoder();
    await show.take(encoder, current, precision, frame, size);
    const pass = encoder.beginComputePass();
    encodeSteps(pass, current, ({ kernel }) => kernel !== 'image' && kernel !== 'painting');
    pass.end();
    const look = watch?.encode(encoder, current);
    const bitmap = await show.show(encoder, current, precision, size);
    try {
      // Or frames would pile up on the device, each shown later than the one before.
      await gpu.done();
      gpu.check();
    } catch (error) {
      bitmap.close();
      throw error;
    }
    look?.();
    void options.tuner?.tune(layers, size.height, size.width);
    return bitmap;
  }

  return {
    run: (...args) => gpu.use(() => run(...args)),
    ...(screen && {
      runFrame: (...args) => gpu.use(() => runFrame(screen, ...args)),
    }),
    runBytes: (height, width) => planOf(height, width).bytes,
    fits: (height, width) => planOf(height, width).largest <= gpu.largest,
    dispose: () => {
      watch?.dispose();
      forgetAll();
    },
  };
}

function bytesOf(runs: Iterable<PlannedRun>): number {
  return [...runs].reduce((sum, { plan }) => sum + plan.bytes, 0);
}

/** @returns a copy of what is in a buffer. Rejects with RangeError where memory ends. */
async function readBack(gpu: Gpu, buffer: GPUBuffer): Promise<Float32Array> {
  await gpu.settled(buffer.mapAsync(GPUMapMode.READ));
  try {
    return new Float32Array(buffer.getMappedRange().slice(0));
  } finally {
    buffer.unmap(); // or no run could write to it any more
  }
}

/** Throws EngineProblem `model-unsupported` where the kernels do not know what a layer has. */
function checkLayers(layers: readonly Convolution[]): void {
  for (const { shift, inputs, name } of layers) {
    // Whole planes of four channels are shifted.
    if (shift > 0 && inputs % 64 !== 0) {
      throw new EngineProblem({ code: 'engine/model-unsupported', what: `shift in ${name}` });
    }
  }
  const last = layers[layers.length - 1];
  if (last?.outputs !== 3) {
    throw new EngineProblem({ code: 'engine/model-unsupported', what: 'output channels' });
  }
}
