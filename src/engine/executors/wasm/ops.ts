import type { Activation } from '../../../network/index.ts';
import type { AvailableExecutor } from '../../stylizer.ts';
import type { MapShape, Normalized, Ops, OpsDevice, Term } from '../ops.ts';
import { turnedKernel } from '../ops.ts';
import { Convolver, type Convolved, type Packed } from './convolver.ts';
import { startThreads, type WasmOptions } from './executor.ts';
import { placed, shifted, shiftedBack, shiftPlaces, unreflected } from './maps.ts';
import { Store, type Values } from './store.ts';

/** Added to the variance; the same as in training/model.py. */
const EPSILON = 1e-5;
/** Pixels whose products are summed at once for a Gram matrix: what they need stays in the caches. */
const GRAM_PIXELS = 1024;

/**
 * Ops on our WebAssembly kernels: they do the convolutions and the products of matrices, which is nearly all of the
 * work, on all threads. What is in between goes once over a map each, in JavaScript.
 */
export async function createOps(
  info: AvailableExecutor,
  options: WasmOptions = {},
): Promise<OpsDevice<Values>> {
  const started = await startThreads(info, options);
  await started.ready;
  const { heap, kernels, threads, onLost, lost } = started;
  const convolver = new Convolver(heap, kernels, threads, onLost);
  return {
    ops: opsOn(convolver),
    info: started.info,
    lost,
    dispose: () => started.dispose(),
  };
}

function opsOn(convolver: Convolver): Ops<Values> {
  const store = new Store();
  const single = (value: number): Values => ({ shape: [1, 1, 1], values: Float32Array.of(value) });

  /** What a convolution left in the heap, without the numbers that fill up a pixel. */
  function taken({ values, height, width, pitch }: Convolved, outputs: number): Values {
    const out = store.map([height, width, outputs]);
    if (pitch === outputs) out.values.set(values);
    else {
      for (let pixel = 0; pixel < height * width; pixel++) {
        for (let c = 0; c < outputs; c++) {
          out.values[pixel * outputs + c] = values[pixel * pitch + c] as number;
        }
      }
    }
    return out;
  }

  /** A map [pixels][inputs] times a matrix [inputs][outputs]. */
  function times(
    map: Float32Array,
    pixels: number,
    inputs: number,
    matrix: Float32Array,
    outputs: number,
  ): Convolved {
    const shape = { kernel: 1, inputs, outputs, stride: 1, upsample: 1 };
    const packed = convolver.pack(shape, matrix);
    // As a map that is cut well into tickets.
    const width = 16;
    const height = Math.ceil(pixels / width);
    const result = convolver.run(packed, height, width, (to) => {
      to.set(map);
      to.fill(0, pixels * inputs);
    });
    packed.free();
    return result;
  }

  function gram({ shape: [height, width, channels], values }: Values): Values {
    const pixels = height * width;
    const out = store.map([channels, channels, 1]);
    out.values.fill(0);
    for (let start = 0; start < pixels; start += GRAM_PIXELS) {
      const count = Math.min(GRAM_PIXELS, pixels - start);
      const inputs = Math.ceil(count / 4) * 4;
      const part = new Float32Array(inputs * channels);
      part.set(values.subarray(start * channels, (start + count) * channels));
      const across = new Float32Array(channels * inputs);
      for (let pixel = 0; pixel < count; pixel++) {
        for (let c = 0; c < channels; c++)
          across[c * inputs + pixel] = part[pixel * channels + c] as number;
      }
      const { values: products, pitch } = times(across, channels, inputs, part, channels);
      for (let a = 0; a < channels; a++) {
        for (let b = 0; b < channels; b++) {
          const at = a * channels + b;
          out.values[at] =
            (out.values[at] as number) + (products[a * pitch + b] as number) / pixels;
        }
      }
    }
    return out;
  }

  return {
    prepare(shape, weights) {
      const { kernel, inputs, outputs, stride, upsample, shift } = shape;
      const pad = kernel >> 1;
      const own = convolver.pack(shape, weights);
      // Later, since nobody asks for the gradient of a photo.
      let turned: Packed | undefined;
      let places: Int32Array = new Int32Array();
      const placesOf = (map: MapShape) => {
        // The crops of a step are alike.
        const length = map[0] * map[1] * map[2];
        if (places.length !== length) places = shiftPlaces(map, shift);
        return places;
      };
      const ofGradient = () =>
        (turned ??= convolver.pack(
          { kernel, inputs: outputs, outputs: inputs, stride: 1, upsample: 1 },
          turnedKernel(shape, weights),
        ));
      return {
        forward(map) {
          const [height, width] = map.shape;
          const fill = (to: Float32Array) => {
            if (shift) shifted(map, placesOf(map.shape), to);
            else to.set(map.values);
          };
          return taken(convolver.run(own, height, width, fill), outputs);
        },
        back(gradient, [height, width]) {
          const [tall, wide] = [height * upsample, width * upsample];
          // The kernels reflect what is at their border: so much of zeros around that it does not matter.
          const around = 2 * pad;
          const [down, across] = [tall + 2 * around, wide + 2 * around];
          const fill = (to: Float32Array) => placed(gradient, to, around, stride, across);
          const result = convolver.run(ofGradient(), down, across, fill);
          const out = store.map([height, width, inputs]);
          if (!shift) {
            unreflected(result, pad, pad, upsample, out);
            return out;
          }
          const read = store.map([height, width, inputs]);
          unreflected(result, pad, pad, upsample, read);
          shiftedBack(read, placesOf(out.shape), out);
          return out;
        },
        free() {
          own.free();
          turned?.free();
        },
      };
    },
    vector: (values) => ({ shape: [1, 1, values.length], values: values.slice() }),
    matrix: (values, side) => ({ shape: [side, side, 1], values: values.slice() }),
    map: (values, shape) => ({ shape, values: values.slice() }),
    read: async (all) => all.map(({ values }) => values.slice()),
    normalize: (map, row, activation, residual) =>
      normalized(store, map, row, activation, residual),
    biasRelu(map, { values: bias }) {
      const { values } = map;
      const channels = bias.length;
      for (let at = 0; at < values.length; at += channels) {
        for (let c = 0; c < channels; c++) {
          const value = (values[at + c] as number) + (bias[c] as number);
          values[at + c] = value > 0 ? value : 0;
        }
      }
      return map;
    },
    reluBack(gradient, { shape, values }) {
      const out = store.map(shape);
      for (let i = 0; i < values.length; i++) {
        out.values[i] = (values[i] as number) > 0 ? (gradient.values[i] as number) : 0;
      }
      return out;
    },
    pool(map) {
      const { values } = map;
      const { places, right, down } = squaresOf(map.shape);
      const [height, width, channels] = map.shape;
      const out = store.map([height >> 1, width >> 1, channels]);
      for (let at = 0, square = 0; square < places.length; square++) {
        let from = places[square] as number;
        for (let c = 0; c < channels; c++, at++, from++) {
          const upper = Math.max(values[from] as number, values[from + right] as number);
          const below = from + down;
          const lower = Math.max(values[below] as number, values[below + right] as number);
          out.values[at] = Math.max(upper, lower);
        }
      }
      return out;
    },
    poolBack(gradient, map, pooled) {
      const { values } = map;
      const { places, right, down } = squaresOf(map.shape);
      const channels = map.shape[2];
      const out = store.map(map.shape);
      const given = out.values.fill(0);
      for (let at = 0, square = 0; square < places.length; square++) {
        let from = places[square] as number;
        for (let c = 0; c < channels; c++, at++, from++) {
          const most = pooled.values[at] as number;
          const value = gradient.values[at] as number;
          // After a ReLU several zeros may be the maximum; its gradient is 0 there.
          if (values[from] === most) given[from] = value;
          if (values[from + right] === most) given[from + right] = value;
          if (values[from + down] === most) given[from + down] = value;
          if (values[from + down + right] === most) given[from + down + right] = value;
        }
      }
      return out;
    },
    half(map) {
      const { values } = map;
      const { places, right, down } = squaresOf(map.shape);
      const [height, width, channels] = map.shape;
      const out = store.map([height >> 1, width >> 1, channels]);
      for (let at = 0, square = 0; square < places.length; square++) {
        let from = places[square] as number;
        for (let c = 0; c < channels; c++, at++, from++) {
          const upper = (values[from] as number) + (values[from + right] as number);
          const below = from + down;
          const lower = (values[below] as number) + (values[below + right] as number);
          out.values[at] = (upper + lower) / 4;
        }
      }
      return out;
    },
    halfBack(gradient, shape) {
      const { places, right, down } = squaresOf(shape);
      const out = store.map(shape);
      const given = out.values.fill(0);
      for (let at = 0, square = 0; square < places.length; square++) {
        let from = places[square] as number;
        for (let c = 0; c < shape[2]; c++, at++, from++) {
          const value = (gradient.values[at] as number) / 4;
          given[from] = value;
          given[from + right] = value;
          given[from + down] = value;
          given[from + down + right] = value;
        }
      }
      return out;
    },
    window(map, top, left, height, width) {
      const [, wide, channels] = map.shape;
      const out = store.map([height, width, channels]);
      for (let y = 0; y < height; y++) {
        const from = ((top + y) * wide + left) * channels;
        out.values.set(map.values.subarray(from, from + width * channels), y * width * channels);
      }
      return out;
    },
    windowBack(gradient, top, left, shape) {
      const [height, width, channels] = gradient.shape;
      const out = store.map(shape);
      out.values.fill(0);
      for (let y = 0; y < height; y++) {
        const row = gradient.values.subarray(y * width * channels, (y + 1) * width * channels);
        out.values.set(row, ((top + y) * shape[1] + left) * channels);
      }
      return out;
    },
    add(a, b) {
      const out = store.map(a.shape);
      for (let i = 0; i < out.values.length; i++)
        out.values[i] = (a.values[i] as number) + (b.values[i] as number);
      return out;
    },
    gram,
    style(map, target, energy): Term<Values> {
      const [height, width, channels] = map.shape;
      const difference = gram(map).values;
      let sum = 0;
      for (let i = 0; i < difference.length; i++) {
        difference[i] = (difference[i] as number) - (target.values[i] as number);
        sum += (difference[i] as number) ** 2;
      }
      return {
        value: single(sum / energy),
        back(factor) {
          const pixels = height * width;
          const matrix = difference.map((value) => (value * 4 * factor) / (pixels * energy));
          const { values, pitch } = times(map.values, pixels, channels, matrix, channels);
          const own = values.subarray(0, pixels * pitch); // without what fills up the last ticket
          return taken({ values: own, height, width, pitch }, channels);
        },
      };
    },
    content(map, wanted): Term<Values> {
      let [sum, energy] = [0, 0];
      for (let i = 0; i < map.values.length; i++) {
        sum += ((map.values[i] as number) - (wanted.values[i] as number)) ** 2;
        energy += (wanted.values[i] as number) ** 2;
      }
      energy = Math.max(energy, 1e-8 * map.values.length);
      return {
        value: single(sum / energy),
        back(factor) {
          const out = store.map(map.shape);
          for (let i = 0; i < out.values.length; i++) {
            const off = (map.values[i] as number) - (wanted.values[i] as number);
            out.values[i] = (2 * factor * off) / energy;
          }
          return out;
        },
      };
    },
    variation: (map) => variation(store, map, single),
    shapeOf: ({ shape }) => shape,
    free: (...all) => store.free(all),
    within: (work) => store.within(work),
  };
}

/** The squares of 2 x 2 pixels of a map: where each begins, and how far it is to the pixels beside and below. */
function squaresOf([height, width, channels]: MapShape) {
  const [down, across] = [height >> 1, width >> 1];
  const places = new Int32Array(down * across);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) places[y * across + x] = 2 * (y * width + x) * channels;
  }
  return { places, right: channels, down: width * channels };
}

function normalized(
  store: Store,
  map: Values,
  row: Float32Array,
  activation: Activation,
  residual?: Values,
): Normalized<Values> {
  const { shape, values: y } = map;
  const channels = shape[2];
  const pixels = y.length / channels;
  // Sums of squares in double precision, so that a large mean costs no digits of the variance.
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let at = 0; at < y.length; at += channels) {
    for (let c = 0; c < channels; c++) {
      const value = y[at + c] as number;
      sums[c] = (sums[c] as number) + value;
      squares[c] = (squares[c] as number) + value * value;
    }
  }
  // z = gain * y + from is of mean 0 and variance 1.
  const gains = new Float64Array(channels);
  const froms = new Float64Array(channels);
  for (let c = 0; c < channels; c++) {
    const mean = (sums[c] as number) / pixels;
    const variance = Math.max(0, (squares[c] as number) / pixels - mean * mean);
    const gain = 1 / Math.sqrt(variance + EPSILON);
    gains[c] = gain;
    froms[c] = -mean * gain;
  }
  const factors = gains.map((gain, c) => gain * (row[c] as number));
  const shifts = froms.map((from, c) => from * (row[c] as number) + (row[channels + c] as number));
  const output = store.map(shape);
  const out = output.values;
  for (let at = 0; at < y.length; at += channels) {
    for (let c = 0; c < channels; c++) {
      out[at + c] = (y[at + c] as number) * (factors[c] as number) + (shifts[c] as number);
    }
  }
  activate(out, activation, residual?.values);

  function back({ values: given }: Values) {
    const own = store.map(shape);
    const g = own.values;
    passedBack(given, out, activation, g);
    const ofRow = new Float64Array(2 * channels); // the sums of g times z, and of g
    for (let at = 0; at < y.length; at += channels) {
      for (let c = 0; c < channels; c++) {
        const value = g[at + c] as number;
        const z = (y[at + c] as number) * (gains[c] as number) + (froms[c] as number);
        ofRow[c] = (ofRow[c] as number) + value * z;
        ofRow[channels + c] = (ofRow[channels + c] as number) + value;
      }
    }
    const means = ofRow.map((sum) => sum / pixels);
    for (let at = 0; at < y.length; at += channels) {
      for (let c = 0; c < channels; c++) {
        const z = (y[at + c] as number) * (gains[c] as number) + (froms[c] as number);
        const through =
          (g[at + c] as number) - (means[channels + c] as number) - z * (means[c] as number);
        g[at + c] = through * (factors[c] as number);
      }
    }
    return {
      map: own,
      row: { shape: [1, 2, channels] as const, values: Float32Array.from(ofRow) },
    };
  }
  return { output, back };
}

/** Apply an activation, or add what a residual block kept, in place. */
function activate(out: Float32Array, activation: Activation, residual?: Float32Array): void {
  if (activation === 'relu') {
    for (let i = 0; i < out.length; i++) if ((out[i] as number) < 0) out[i] = 0;
  } else if (activation === 'sigmoid') {
    for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-(out[i] as number)));
  }
  if (!residual) return;
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + (residual[i] as number);
}

/** The gradient of an activation, from that of its output `out`. */
function passedBack(
  given: Float32Array,
  out: Float32Array,
  activation: Activation,
  to: Float32Array,
): void {
  if (activation === 'none') return to.set(given);
  const relu = activation === 'relu';
  for (let i = 0; i < to.length; i++) {
    const o = out[i] as number;
    const slope = relu ? (o > 0 ? 1 : 0) : o * (1 - o);
    to[i] = slope * (given[i] as number);
  }
}

function variation(store: Store, map: Values, single: (value: number) => Values): Term<Values> {
  const [height, width, channels] = map.shape;
  const { values } = map;
  const row = width * channels;
  const counts = [(height - 1) * row, height * (width - 1) * channels] as const;
  let [down, across] = [0, 0];
  for (let i = row; i < values.length; i++)
    down += Math.abs((values[i] as number) - (values[i - row] as number));
  for (let y = 0; y < height; y++) {
    for (let i = y * row + channels; i < (y + 1) * row; i++) {
      across += Math.abs((values[i] as number) - (values[i - channels] as number));
    }
  }
  return {
    value: single(down / counts[0] + across / counts[1]),
    back(factor) {
      const out = store.map(map.shape);
      out.values.fill(0);
      const push = (i: number, before: number, by: number) => {
        const sign = Math.sign((values[i] as number) - (values[before] as number)) * by;
        out.values[i] = (out.values[i] as number) + sign;
        out.values[before] = (out.values[before] as number) - sign;
      };
      for (let i = row; i < values.length; i++) push(i, i - row, factor / counts[0]);
      for (let y = 0; y < height; y++) {
        for (let i = y * row + channels; i < (y + 1) * row; i++)
          push(i, i - channels, factor / counts[1]);
      }
      return out;
    },
  };
}
