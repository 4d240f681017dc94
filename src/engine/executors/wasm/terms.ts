import type { Term } from '../ops.ts';
import type { Convolver } from './convolver.ts';
import type { Runner } from './runner.ts';
import { KINDS } from './step.ts';
import type { Few, Held, Store, Values } from './store.ts';

/** Rows of the matrix of a ticket, see assembly/gram.ts. */
const GRAM_ROWS = 8;

const single = (value: number): Few => ({ shape: [1, 1, 1], values: Float32Array.of(value) });

/** The terms of the loss, and their gradients. */
export function termsOn(runner: Runner, convolver: Convolver, store: Store) {
  const { kernels, heap } = runner;

  /** a times one factor, plus b times another. */
  function combined(a: Held, b: Held, ofA: number, ofB: number): Held {
    const out = store.map(a.shape);
    const [factors = 0] = runner.room(8);
    heap.floats(factors, 2).set([ofA, ofB]);
    runner.pass(a.height, {
      ...{ kind: KINDS.combine, input: a.at, other: b.at, output: out.at, coefficients: factors },
      ...{ outputHeight: a.height, outputWidth: a.width, outputPitch: a.pitch },
    });
    return out;
  }

  const distance = (a: Held, b?: Held) =>
    kernels.distance(a.at, b?.at ?? 0, a.height * a.width * a.pitch);

  function gram({ at, height, width, shape: [, , channels] }: Held): Held {
    if (channels % GRAM_ROWS !== 0) throw new Error(`no Gram matrix of ${channels} channels`);
    const out = store.map([channels, 1, channels]);
    runner.run({
      ...{ kind: KINDS.gram, strips: channels / GRAM_ROWS, chunks: 1, output: out.at },
      ...{ input: at, inputHeight: height * width, inputPitch: channels },
    });
    kernels.mirror(out.at, channels, 1 / (height * width));
    return out;
  }

  function style(map: Held, target: Held, energy: number): Term<Values> {
    const own = gram(map);
    const side = map.pitch;
    return {
      value: single(distance(own, target) / energy),
      // G = F'F / pixels, and the difference is symmetric: d|G - T|^2 / dF = 4 F (G - T) / pixels.
      back(factor) {
        const by = (4 * factor) / (map.height * map.width * energy);
        const out = store.map(map.shape);
        const matrix = combined(own, target, by, -by);
        const packed = convolver.packMatrix(side, matrix.at);
        convolver.run(packed, map, { to: out.at });
        packed.free();
        store.free([matrix]);
        return out;
      },
    };
  }

  function content(map: Held, wanted: Held): Term<Values> {
    const count = map.shape[0] * map.shape[1] * map.shape[2];
    const energy = Math.max(distance(wanted), 1e-8 * count);
    const by = 2 / energy;
    return {
      value: single(distance(map, wanted) / energy),
      back: (factor) => combined(map, wanted, factor * by, -factor * by),
    };
  }

  function variation(map: Held): Term<Values> {
    const { height, width, pitch, shape } = map;
    const row = width * pitch;
    const counts = [(height - 1) * width * shape[2], height * (width - 1) * shape[2]] as const;
    let [down, across] = [0, 0];
    const values = store.numbers(map);
    for (let i = row; i < values.length; i++)
      down += Math.abs((values[i] as number) - (values[i - row] as number));
    for (let y = 0; y < height; y++) {
      for (let i = y * row + pitch; i < (y + 1) * row; i++) {
        across += Math.abs((values[i] as number) - (values[i - pitch] as number));
      }
    }
    return {
      value: single(down / counts[0] + across / counts[1]),
      back(factor) {
        const out = store.map(shape);
        const given = store.numbers(out).fill(0);
        const values = store.numbers(map);
        const add = (start: number, end: number, before: number, by: number) => {
          for (let i = start; i < end; i++) {
            const off = (values[i] as number) - (values[i - before] as number);
            const sign = off > 0 ? by : off < 0 ? -by : 0;
            given[i] = (given[i] as number) + sign;
            given[i - before] = (given[i - before] as number) - sign;
          }
        };
        add(row, values.length, row, factor / counts[0]);
        for (let y = 0; y < height; y++) {
          add(y * row + pitch, (y + 1) * row, pitch, factor / counts[1]);
        }
        return out;
      },
    };
  }

  return { combined, gram, style, content, variation };
}
