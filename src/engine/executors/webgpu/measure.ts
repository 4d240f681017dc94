import type { Convolution } from '../../../network/index.ts';
import { convolutionSteps } from './convolutionSteps.ts';
import type { Gpu } from './gpu.ts';
import { Maps } from './maps.ts';
import { encodeSteps, preparePlan } from './planned.ts';
import { vectorBytes, type Precision } from './shaders.ts';
import type { Place } from './step.ts';
import { planesOf, type Tile } from './tiles.ts';
import type { Measure } from './tuner.ts';
import { packWeights } from './packing.ts';

/** A convolution is repeated until it takes so long together: less is lost in what a submit costs. */
const ENOUGH_MS = 4;
const MOST_REPEATS = 64;
const ROUNDS = 3;
const CLEARLY_SLOWER = 1.5;

/** @returns a function that times convolutions on a device, with weights of zero, while nobody else uses it */
export function measureOn(gpu: Gpu, precision: Precision): Measure {
  return async (conv, height, width, tile, signal, least = Number.POSITIVE_INFINITY) => {
    const { device } = gpu;
    const { plan, weights: bytes } = planOf(conv, height, width, tile, precision);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const weights = await gpu.making(() => gpu.buffer(bytes, usage, 'weights to time'));
    try {
      const run = await preparePlan(gpu, plan, precision, () => weights);
      try {
        const once = async (repeats: number) => {
          const encoder = device.createCommandEncoder();
          const pass = encoder.beginComputePass();
          for (let i = 0; i < repeats; i++) encodeSteps(pass, run);
          pass.end();
          signal.throwIfAborted();
          const start = performance.now();
          // What goes wrong here must not be taken for the fault of a visitor's run.
          const submitted = gpu.making(() => device.queue.submit([encoder.finish()]));
          await gpu.done();
          const ms = performance.now() - start;
          await submitted;
          if (gpu.gone) throw new Error('the device has gone');
          signal.throwIfAborted(); // somebody else's work is in the time
          return ms;
        };
        await once(1);
        let [repeats, ms] = [1, await once(1)];
        // A weak device is not kept busy for what is clearly none of the best.
        if (ms > ENOUGH_MS && ms > CLEARLY_SLOWER * least) return ms;
        while (repeats < MOST_REPEATS && ms < ENOUGH_MS) ms = await once((repeats *= 2));
        const times = [];
        for (let i = 0; i < ROUNDS; i++) times.push((await once(repeats)) / repeats);
        return Math.min(...times);
      } finally {
        run.dispose();
      }
    } finally {
      gpu.free([weights]);
    }
  };
}

/** A plan of this convolution alone, on a map that is there. */
function planOf(
  conv: Convolution,
  height: number,
  width: number,
  tile: Tile,
  precision: Precision,
) {
  const vector = vectorBytes(precision);
  const wide = planesOf(Math.max(conv.inputs, conv.outputs)) * 32;
  const part = (shared: 'rows' | 'coefficients'): Place => ({ shared, at: 0, bytes: wide });
  const maps = new Maps([16, 16]);
  const buffer = maps.take(planesOf(conv.inputs) * height * width * vector);
  const input = { buffer, height, width, coefficients: part('coefficients'), rectify: true };
  const task = { layer: 0, conv, input, tile, vector, nothing: part('rows') };
  const { steps, groups, output } = convolutionSteps(task, maps);
  const planes = planesOf(conv.outputs);
  const weights = conv.kernel ** 2 * conv.inputs * conv.outputs;
  return {
    weights: packWeights(conv, new Float32Array(weights), precision, tile.winograd).byteLength,
    plan: {
      ...{ steps, buffers: maps.sizes, parts: [], paintingBytes: 16, stagingBytes: 16 },
      ...{ bytes: 0, largest: 0 },
      shared: {
        ...{ rows: wide, coefficients: wide, statistics: wide },
        ...{ partials: planes * groups * 32, counts: groups * 4 },
      },
      first: { buffer },
      last: { map: { buffer: output }, coefficients: part('coefficients'), activation: 0 },
    },
  };
}
