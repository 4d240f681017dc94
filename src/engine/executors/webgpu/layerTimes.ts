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
  if (!canBe(once.times, once.wall)) return undefined;
  const total = sumOf(once.times);
  const wanted = (ENOUGH_MS * layers.length) / Math.max(total, 0.1);
  const repeats = Math.min(MOST_REPEATS, Math.ceil(wanted));
  const { times, wall } = repeats > 1 ? await timed(gpu, run, layers.length, repeats) : once;
  const isTime = canBe(times, wall) && times.some((ms) => ms > 0);
  return isTime ? times.map((ms) => ms / repeats) : undefined;
}

const sumOf = (times: readonly number[]) => times.reduce((sum, ms) => sum + ms, 0);

/** What a clock is rounded by, each time that it is read. */
const ROUNDED_MS = 0.1;

/**
 * @param times what a device's clock says of passes that ran one after the other, in milliseconds
 * @param wall how long all of it took by the processor's clock
 * @returns whether that can be: no time is negative, and together they are not longer. Some drivers give what was in
 * memory before.
 */
export function canBe(times: readonly number[], wall: number): boolean {
  return times.every((ms) => ms >= 0) && sumOf(times) <= wall + ROUNDED_MS * times.length;
}

/** The times of so many runs of each layer, and of all by the processor's clock. */

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
    const start = performance.now();
    device.queue.submit([encoder.finish()]);
    await gpu.settled(aside.mapAsync(GPUMapMode.READ));
    const wall = performance.now() - start;
    const clock = new BigUint64Array(aside.getMappedRange().slice(0));
    const at = (index: number) => clock[index] ?? 0n;
    const times = Array.from(
      { length: count },
      (_, layer) => Number(at(2 * layer + 1) - at(2 * layer)) / 1e6,
    );
    return { times, wall };
  } finally {
    gpu.free([resolved, aside]);
    queries.destroy();
  }
}
