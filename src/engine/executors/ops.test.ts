/** The operations of learning, and their gradients, beside their definitions in float64. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activation } from '../../network/index.ts';
import { reflect } from '../host/pad.ts';
import { offsetOf } from '../../network/index.ts';
import { largestDifference } from '../testing/difference.ts';
import { nodeExecutor } from '../testing/node.ts';
import type { ConvShape, MapShape, Ops, OpsDevice } from './ops.ts';
import { randomFloats, randomFrom } from './testing/random.ts';
import { convolve } from './testing/reference.ts';
import { tfjsOps } from './tfjs/ops.ts';
import { nodeWasmOps } from './wasm/testing/node.ts';

const base = { kernel: 3, stride: 1, upsample: 1, shift: 0 } as const;
const shapes: readonly (ConvShape & { readonly height: number; readonly width: number })[] = [
  { ...base, inputs: 3, outputs: 16, height: 9, width: 12 },
  { ...base, inputs: 16, outputs: 24, height: 7, width: 11 },
  { ...base, inputs: 64, outputs: 32, height: 2, width: 2 },
  { ...base, inputs: 16, outputs: 64, height: 40, width: 37 },
  { ...base, kernel: 1, inputs: 8, outputs: 40, height: 5, width: 3 },
  { ...base, kernel: 9, inputs: 16, outputs: 3, height: 14, width: 16 },
  { ...base, kernel: 9, inputs: 16, outputs: 3, height: 14, width: 13 },
  { ...base, kernel: 5, inputs: 3, outputs: 8, height: 11, width: 6 },
  { ...base, stride: 2, inputs: 8, outputs: 16, height: 8, width: 12 },
  { ...base, stride: 2, inputs: 8, outputs: 16, height: 9, width: 7 },
  { ...base, stride: 2, kernel: 5, inputs: 16, outputs: 8, height: 12, width: 9 },
  { ...base, upsample: 2, inputs: 24, outputs: 16, height: 4, width: 5 },
  { ...base, upsample: 2, kernel: 5, inputs: 8, outputs: 8, height: 3, width: 4 },
  { ...base, kernel: 1, shift: 1, inputs: 64, outputs: 16, height: 6, width: 5 },
  { ...base, kernel: 1, shift: 4, inputs: 128, outputs: 128, height: 11, width: 9 },
];

const devices: [name: string, start: () => Promise<OpsDevice>][] = [
  ['our kernels', () => nodeWasmOps(1)],
  ['our kernels on two threads', () => nodeWasmOps(2)],
  [
    'TensorFlow.js',
    async () => {
      await nodeExecutor();
      return { ops: tfjsOps, dispose: () => {} } as unknown as OpsDevice;
    },
  ],
];

/** The gradient of a convolution with respect to its map: each product of `convolve`, the other way round. */
function convolveBack(
  gradient: Float64Array,
  weights: Float32Array,
  shape: ConvShape,
  [height, width, channels]: MapShape,
): Float64Array {
  const { kernel, stride, upsample, outputs, shift } = shape;
  const out = new Float64Array(height * width * channels);
  const pad = kernel >> 1;
  const across = Math.ceil((width * upsample) / stride);
  for (let at = 0; at < gradient.length / outputs; at++) {
    const [y, x] = [Math.floor(at / across), at % across];
    for (let tap = 0; tap < kernel * kernel; tap++) {
      const tall = reflect(y * stride + Math.floor(tap / kernel) - pad, height * upsample);
      const wide = reflect(x * stride + (tap % kernel) - pad, width * upsample);
      for (let c = 0; c < channels; c++) {
        const [dy, dx] = shift ? offsetOf(c, channels) : [0, 0];
        const row = reflect(Math.floor(tall / upsample) + dy * shift, height);
        const column = reflect(Math.floor(wide / upsample) + dx * shift, width);
        let sum = 0;
        for (let o = 0; o < outputs; o++) {
          const weight = weights[(tap * channels + c) * outputs + o] as number;
          sum += (gradient[at * outputs + o] as number) * weight;
        }
        const to = (row * width + column) * channels + c;
        out[to] = (out[to] as number) + sum;
      }
    }
  }
  return out;
}

const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, within = 2e-5) {
  expect(largestDifference(actual, expected)).toBeLessThan(within * Math.max(1, largest(expected)));
}

describe.each(devices)('on %s', (_, start) => {
  let device: OpsDevice;
  let ops: Ops<unknown>;
  beforeAll(async () => {
    device = await start();
    ops = device.ops;
  });
  afterAll(() => device.dispose());

  const valuesOf = async (map: unknown) => (await ops.read([map]))[0] as Float32Array;

  describe.each(shapes)(
    '$kernel x $kernel, stride $stride, enlarged $upsample, shift $shift, $inputs -> $outputs, $height x $width',
    ({ height, width, ...shape }) => {
      const { kernel, inputs, outputs } = shape;
      const random = randomFrom(3);
      const weights = randomFloats(kernel * kernel * inputs * outputs, random);
      const bias = randomFloats(outputs, random);
      const input = randomFloats(height * width * inputs, random);
      const size = [height, width, inputs] as const;
      const map = { height, width, channels: inputs, values: Float64Array.from(input) };
      const given = convolve(map, weights, { ...shape, depthwise: false });
      const result = [given.height, given.width, outputs] as const;
      const gradient = randomFloats(given.values.length, random);
      const plus = randomFloats(input.length, random);

      it('is the convolution, and its gradient', async () => {
        const conv = ops.prepare(shape, weights);
        expectClose(await valuesOf(conv.forward(ops.map(input, size))), given.values);
        const back = conv.back(ops.map(gradient, result), size);
        const expected = convolveBack(Float64Array.from(gradient), weights, shape, size);
        expectClose(await valuesOf(back), expected);
        conv.free();
      });

      it('adds a bias, rectifies, and adds to its gradient', async () => {
        const conv = ops.prepare(shape, weights, bias);
        const rectified = given.values.map((value, i) =>
          Math.max(0, value + (bias[i % outputs] as number)),
        );
        const output = conv.forward(ops.map(input, size));
        expectClose(await valuesOf(output), rectified);
        const through = Float64Array.from(gradient, (value, i) =>
          (rectified[i] as number) > 0 ? value : 0,
        );
        const expected = convolveBack(through, weights, shape, size).map(
          (value, i) => value + (plus[i] as number),
        );
        const more = { output, plus: ops.map(plus, size) };
        expectClose(await valuesOf(conv.back(ops.map(gradient, result), size, more)), expected);
        conv.free();
      });
    },
  );

  describe.each([
    ['none', 16, false],
    ['none', 16, true],
    ['relu', 24, false],
    ['sigmoid', 3, false],
  ] as [Activation, number, boolean][])(
    'a normalization: %s, %i channels',
    (kind, channels, adds) => {
      const [height, width] = [9, 20];
      const random = randomFrom(5);
      const shape = { ...base, kernel: 1, inputs: 8, outputs: channels };
      const weights = randomFloats(8 * channels, random);
      const input = randomFloats(height * width * 8, random).map((value) => value + 1);
      const row = randomFloats(2 * channels, random);
      const kept = randomFloats(height * width * channels, random);
      const gradient = randomFloats(height * width * channels, random);
      const map = { height, width, channels: 8, values: Float64Array.from(input) };
      const { values: y } = convolve(map, weights, { ...shape, depthwise: false });
      const pixels = height * width;
      const ofChannel = (c: number, of: (i: number) => number) => {
        let sum = 0;
        for (let i = c; i < y.length; i += channels) sum += of(i);
        return sum / pixels;
      };
      const channelOf = (i: number) => i % channels;
      const all = Array.from({ length: channels }, (_, c) => c);
      const means = all.map((c) => ofChannel(c, (i) => y[i] as number));
      const gains = all.map((c) => {
        const mean = means[c] as number;
        return 1 / Math.sqrt(ofChannel(c, (i) => ((y[i] as number) - mean) ** 2) + 1e-5);
      });
      const z = y.map((value, i) => {
        const c = channelOf(i);
        return (value - (means[c] as number)) * (gains[c] as number);
      });
      const normal = z.map((value, i) => {
        const c = channelOf(i);
        return value * (row[c] as number) + (row[channels + c] as number);
      });
      const active = normal.map((value, i) => {
        if (kind === 'relu') return Math.max(0, value);
        return kind === 'sigmoid'
          ? 1 / (1 + Math.exp(-value))
          : value + (adds ? (kept[i] as number) : 0);
      });
      const g = Float64Array.from(gradient, (value, i) => {
        const a = active[i] as number;
        return value * (kind === 'relu' ? Number(a > 0) : kind === 'sigmoid' ? a * (1 - a) : 1);
      });
      const meanOf = all.map((c) => ofChannel(c, (i) => g[i] as number));
      const meanZ = all.map((c) => ofChannel(c, (i) => (g[i] as number) * (z[i] as number)));

      it('is what it is, and has its gradients', async () => {
        const conv = ops.prepare(shape, weights);
        const size = [height, width, channels] as const;
        const residual = adds ? ops.map(kept, size) : undefined;
        const found = ops.normalize(
          conv.forward(ops.map(input, [height, width, 8])),
          row,
          kind,
          residual,
        );
        expectClose(await valuesOf(found.output), active);
        const back = found.back(ops.map(gradient, size));
        const ofRow = [...meanZ, ...meanOf].map((mean) => mean * pixels);
        expectClose(await valuesOf(back.row), ofRow);
        const ofMap = g.map((value, i) => {
          const c = channelOf(i);
          const through = value - (meanOf[c] as number) - (z[i] as number) * (meanZ[c] as number);
          return through * (gains[c] as number) * (row[c] as number);
        });
        expectClose(await valuesOf(back.map), ofMap);
      });
    },
  );

  it.each([
    [6, 8],
    [7, 9],
    [5, 4],
  ])('pools %i x %i pixels, and gives the gradient to the maxima', async (height, width) => {
    const channels = 8;
    const random = randomFrom(9);
    const input = randomFloats(height * width * channels, random);
    const [tall, wide] = [height >> 1, width >> 1];
    const gradient = randomFloats(tall * wide * channels, random);
    const expected = new Float32Array(tall * wide * channels);
    const back = new Float32Array(input.length);
    for (let i = 0; i < expected.length; i++) {
      const [c, pixel] = [i % channels, Math.floor(i / channels)];
      const corner = (2 * Math.floor(pixel / wide) * width + 2 * (pixel % wide)) * channels + c;
      const four = [0, channels, width * channels, (width + 1) * channels].map((by) => corner + by);
      const most = four.reduce((a, b) => ((input[b] as number) > (input[a] as number) ? b : a));
      expected[i] = input[most] as number;
      back[most] = gradient[i] as number;
    }
    const map = ops.map(input, [height, width, channels]);
    const pooled = ops.pool(map);
    expectClose(await valuesOf(pooled), expected);
    const given = ops.map(gradient, [tall, wide, channels]);
    expectClose(await valuesOf(ops.poolBack(given, map, pooled)), back);
  });

  it.each([
    [3, 5, 8],
    [31, 40, 24],
    [2, 2, 64],
  ])('a style term of %i x %i pixels of %i channels', async (height, width, channels) => {
    const random = randomFrom(11);
    const pixels = height * width;
    const input = randomFloats(pixels * channels, random);
    const target = randomFloats(channels * channels, random).map((_, i, all) => {
      const [a, b] = [Math.floor(i / channels), i % channels];
      return all[Math.min(a, b) * channels + Math.max(a, b)] as number;
    });
    const at = (pixel: number, c: number) => input[pixel * channels + c] as number;
    const gram = Float64Array.from({ length: channels * channels }, (_, i) => {
      let sum = 0;
      for (let p = 0; p < pixels; p++) sum += at(p, Math.floor(i / channels)) * at(p, i % channels);
      return sum / pixels;
    });
    const map = ops.map(input, [height, width, channels]);
    expectClose(await valuesOf(ops.gram(map)), gram);
    const term = ops.style(map, ops.matrix(target, channels), 7);
    const off = gram.map((value, i) => value - (target[i] as number));
    expectClose(await valuesOf(term.value), [off.reduce((sum, d) => sum + d * d, 0) / 7]);
    const back = Float64Array.from(input, (_, i) => {
      let sum = 0;
      for (let c = 0; c < channels; c++)
        sum += at(Math.floor(i / channels), c) * (off[c * channels + (i % channels)] as number);
      return (sum * 4 * 0.5) / (pixels * 7);
    });
    const found = await valuesOf(term.back(0.5));
    expect(largestDifference(found, back)).toBeLessThan(2e-5 * largest(back));
  });

  it('a content term, and a sum', async () => {
    const random = randomFrom(13);
    const size = [3, 7, 8] as const;
    const [map, wanted] = [randomFloats(168, random), randomFloats(168, random)];
    const term = ops.content(ops.map(map, size), ops.map(wanted, size));
    const energy = wanted.reduce((sum, value) => sum + value * value, 0);
    const off = Float64Array.from(map, (value, i) => value - (wanted[i] as number));
    const sum = off.reduce((total, value) => total + value * value, 0);
    expectClose(await valuesOf(term.value), [sum / energy]);
    expectClose(
      await valuesOf(term.back(3)),
      off.map((value) => (6 * value) / energy),
    );
    const added = map.map((value, i) => value + (wanted[i] as number));
    expectClose(await valuesOf(ops.add(ops.map(map, size), ops.map(wanted, size))), added);
  });

  it('pictures: windows, halves, and how rough they are', async () => {
    const random = randomFrom(15);
    const size = [6, 5, 3] as const;
    const input = randomFloats(90, random);
    const map = ops.map(input, size);
    const pixel = (y: number, x: number, c: number) => input[(y * 5 + x) * 3 + c] as number;
    const filled = ([height, width]: readonly number[], of: typeof pixel) =>
      Array.from({ length: (height as number) * (width as number) * 3 }, (_, i) => {
        const p = Math.floor(i / 3);
        return of(Math.floor(p / (width as number)), p % (width as number), i % 3);
      });
    const part = filled([4, 3], (y, x, c) => pixel(y + 2, x + 1, c));
    expectClose(await valuesOf(ops.window(map, 2, 1, 4, 3)), part);
    const inside = (y: number, x: number) => y >= 2 && x >= 1 && x < 4;
    const given = ops.map(Float32Array.from(part), [4, 3, 3]);
    const put = filled(size, (y, x, c) => (inside(y, x) ? pixel(y, x, c) : 0));
    expectClose(await valuesOf(ops.windowBack(given, 2, 1, size)), put);

    const half = filled([3, 2], (y, x, c) => {
      const [upper, lower] = [2 * y, 2 * y + 1].map(
        (row) => pixel(row, 2 * x, c) + pixel(row, 2 * x + 1, c),
      ) as [number, number];
      return (upper + lower) / 4;
    });
    expectClose(await valuesOf(ops.half(map)), half);
    const spread = filled(size, (y, x, c) =>
      x === 4 ? 0 : (half[((y >> 1) * 2 + (x >> 1)) * 3 + c] as number) / 4,
    );
    const small = ops.map(Float32Array.from(half), [3, 2, 3]);
    expectClose(await valuesOf(ops.halfBack(small, size)), spread);

    const rough = (of: typeof pixel) => {
      let [down, across] = [0, 0];
      for (let y = 0; y < 6; y++) {
        for (let i = 0; i < 15; i++) {
          const [x, c] = [Math.floor(i / 3), i % 3];
          if (y > 0) down += Math.abs(of(y, x, c) - of(y - 1, x, c));
          if (x > 0) across += Math.abs(of(y, x, c) - of(y, x - 1, c));
        }
      }
      return down / 75 + across / 72;
    };
    const term = ops.variation(map);
    expectClose(await valuesOf(term.value), [rough(pixel)]);
    const step = 1e-4;
    const slopes = filled(size, (y, x, c) => {
      const moved = (by: number) =>
        rough((v, u, k) => pixel(v, u, k) + (v === y && u === x && k === c ? by : 0));
      return (2 * (moved(step) - moved(-step))) / (2 * step);
    });
    expectClose(await valuesOf(term.back(2)), slopes);
  });

  it('frees what is made within, but for what is returned', async () => {
    const values = randomFloats(48, randomFrom(17));
    const kept = ops.within(() => {
      ops.map(values, [4, 4, 3]);
      return { one: ops.map(values, [4, 4, 3]) };
    });
    ops.within(
      () => Array.from({ length: 9 }, () => ops.map(new Float32Array(48), [4, 4, 3])).length,
    );
    expect(await valuesOf(kept.one)).toEqual(values);
  });
});
