import type { Convolution } from '../../../network/index.ts';
import type { Gpu } from './gpu.ts';
import { encodeSteps, type PlannedRun } from './planned.ts';

/** Browsers round a device's clock to a tenth of a millisecond, so each layer is to take so long. */
const ENOUGH_MS = 2;
const MOST_REPEATS = 32;

/**
 * Time the convolutions of a run by the device's own clock, each with what belongs to it, one run of all and then as
 * many more as the clock is too coarse for. To be called when the painting is done: what the maps hold afterwards is
 * no painting, since a layer may write where it has read.
 * @returns milliseconds of each convolution; undefined where the device has no clock, or none that can be believed
 */
export async function timeLayers(
  gpu: Gpu,
  run: PlannedRun,
  layers: readonly Convolution[],
): Promise<readonly number[] | undefined> {
  if (!gpu.hasClock) return undefined;
  const once = await timed(gpu, run, layers.length, 1);
  const total = once.reduce((sum, ms) => sum + ms, 0);
  const wanted = (ENOUGH_MS * layers.length) / Math.max(total, 0.1);
  const repeats = Math.min(MOST_REPEATS, Math.ceil(wanted));
  const times = repeats > 1 ? await timed(gpu, run, layers.length, repeats) : once;
  const isTime = times.every((ms) => ms >= 0) && times.some((ms) => ms > 0);
  return isTime ? times : undefined;
}

async function timed(gpu: Gpu, run: PlannedRun, count: number, repeats: number) {
  const { device } = gpu;
  const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const bytes = count * 16;
  const queries = device.createQuerySet({ type: 'timestamp', count: 2 * count });
  const resolved = gpu.buffer(bytes, QUERY_RESOLVE | COPY_SRC, 'times');
  const aside = gpu.buffer(bytes, COPY_DST | MAP_READ, 'times to read');
  try {
    const encoder = device.createCommandEncoder();
    for (let layer = 0; layer < count; layer++) {
      const [beginningOfPassWriteIndex, endOfPassWriteIndex] = [2 * layer, 2 * layer + 1];
      const pass = encoder.beginComputePass({
        timestampWrites: { querySet: queries, beginningOfPassWriteIndex, endOfPassWriteIndex },
      });
      for (let i = 0; i < repeats; i++) encodeSteps(pass, run, (step) => step.layer === layer);
      pass.end();
    }
    encoder.resolveQuerySet(queries, 0, 2 * count, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, aside, 0, bytes);
    device.queue.submit([encoder.finish()]);
    await aside.mapAsync(GPUMapMode.READ);
    const clock = new BigUint64Array(aside.getMappedRange().slice(0));
    const at = (index: number) => clock[index] ?? 0n;
    return Array.from(
      { length: count },
      (_, layer) => Number(at(2 * layer + 1) - at(2 * layer)) / 1e6 / repeats,
    );
  } finally {
    gpu.free([resolved, aside]);
    queries.destroy();
  }
}
