import { PLANAR, roundUp, type Method } from '../method.ts';
import { randomFrom } from '../../testing/random.ts';

/** One convolution of a map. Its `kernel` to `inputs` are those of the depthwise part, where it is separable. */
export interface Case {
  readonly method: Method;
  readonly kernel: number;
  readonly stride: number;
  readonly upsample: number;
  readonly shift: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly height: number;
  readonly width: number;
}

const base = { method: 'direct', kernel: 3, stride: 1, upsample: 1, shift: 0 } as const;
/** Those with a reason: the networks' own, and the edges of tiles, strips and vectors. */
export const cases: readonly Case[] = [
  { ...base, kernel: 9, inputs: 3, outputs: 32, height: 37, width: 41 },
  { ...base, kernel: 9, inputs: 3, outputs: 5, height: 12, width: 401 },
  { ...base, stride: 2, inputs: 8, outputs: 12, height: 17, width: 23 },
  { ...base, stride: 2, inputs: 32, outputs: 64, height: 16, width: 30 },
  { ...base, stride: 3, kernel: 5, inputs: 1, outputs: 1, height: 19, width: 8 },
  { ...base, stride: 4, kernel: 3, inputs: 4, outputs: 9, height: 21, width: 14 },
  { ...base, kernel: 1, inputs: 16, outputs: 24, height: 7, width: 5 },
  { ...base, kernel: 1, inputs: 128, outputs: 128, height: 9, width: 13 },
  { ...base, kernel: 1, shift: 1, inputs: 128, outputs: 128, height: 11, width: 14 },
  { ...base, kernel: 1, shift: 4, inputs: 128, outputs: 128, height: 11, width: 14 },
  { ...base, kernel: 1, shift: 1, inputs: 64, outputs: 20, height: 2, width: 301 },
  { ...base, shift: 2, inputs: 64, outputs: 8, height: 5, width: 3 },
  { ...base, upsample: 2, kernel: 5, inputs: 8, outputs: 8, height: 6, width: 11 },
  { ...base, upsample: 3, kernel: 3, inputs: 2, outputs: 7, height: 5, width: 4 },
  { ...base, method: 'planar', kernel: 9, inputs: 32, outputs: 3, height: 23, width: 36 },
  { ...base, method: 'planar', kernel: 9, inputs: 8, outputs: 3, height: 9, width: 1804 },
  { ...base, method: 'planar', kernel: 9, inputs: 32, outputs: 3, height: 37, width: 260 },
  { ...base, method: 'planar', kernel: 9, inputs: 4, outputs: 3, height: 5, width: 8 },
  { ...base, method: 'winograd', kernel: 9, inputs: 3, outputs: 32, height: 38, width: 41 },
  { ...base, method: 'winograd', kernel: 9, inputs: 1, outputs: 17, height: 12, width: 907 },
  { ...base, method: 'winograd', kernel: 15, inputs: 8, outputs: 16, height: 9, width: 13 },
  { ...base, method: 'winograd', inputs: 16, outputs: 16, height: 2, width: 2 },
  { ...base, method: 'winograd', inputs: 24, outputs: 40, height: 13, width: 17 },
  { ...base, method: 'winograd', inputs: 128, outputs: 128, height: 12, width: 9 },
  { ...base, method: 'winograd', inputs: 16, outputs: 20, height: 4, width: 999 },
  { ...base, method: 'doubled', upsample: 2, inputs: 8, outputs: 16, height: 2, width: 3 },
  { ...base, method: 'doubled', upsample: 2, inputs: 128, outputs: 64, height: 7, width: 11 },
  { ...base, method: 'doubled', upsample: 2, inputs: 16, outputs: 9, height: 3, width: 601 },
  { ...base, method: 'planar', kernel: 7, inputs: 16, outputs: 3, height: 21, width: 36 },
  { ...base, method: 'planar', kernel: 5, inputs: 8, outputs: 3, height: 5, width: 4 },
  { ...base, method: 'separable', inputs: 8, outputs: 8, height: 2, width: 2 },
  { ...base, method: 'separable', inputs: 128, outputs: 128, height: 11, width: 14 },
  { ...base, method: 'separable', inputs: 16, outputs: 20, height: 40, width: 401 },
  { ...base, method: 'separable', stride: 2, inputs: 32, outputs: 64, height: 17, width: 23 },
  { ...base, method: 'separable', stride: 4, inputs: 8, outputs: 12, height: 21, width: 1801 },
  { ...base, method: 'separable', upsample: 2, inputs: 16, outputs: 9, height: 2, width: 3 },
  { ...base, method: 'separable', upsample: 2, inputs: 24, outputs: 8, height: 23, width: 29 },
  { ...base, method: 'separable', upsample: 2, inputs: 16, outputs: 16, height: 5, width: 301 },
  {
    ...base,
    method: 'separable',
    kernel: 5,
    upsample: 2,
    inputs: 8,
    outputs: 3,
    height: 5,
    width: 9,
  },
  { ...base, method: 'separable', kernel: 7, inputs: 24, outputs: 3, height: 9, width: 40 },
  { ...base, method: 'separable', shift: 2, inputs: 64, outputs: 8, height: 6, width: 9 },
];

/** `count` more of what the kernels take, the same for the same seed: all methods, in turn. */
export function drawnCases(seed: number, count: number): Case[] {
  const random = randomFrom(seed);
  const from = (least: number, most: number) =>
    Math.min(most, least + Math.floor(((random() + 1) / 2) * (most + 1 - least)));
  const vectors = () => 4 * from(1, 10);
  /** Of a picture, or of a map. */
  const inputs = () => (from(0, 3) === 0 ? from(1, 3) : vectors());
  const draw: Record<Exclude<Method, 'depthwise'>, () => Partial<Case>> = {
    direct: () => ({
      kernel: 1 + 2 * from(0, 3),
      ...(from(0, 1) ? { stride: from(1, 4) } : { upsample: from(1, 3) }),
      ...{ inputs: inputs(), outputs: from(1, 40) },
    }),
    winograd: () => ({ kernel: 3 * (1 + 2 * from(0, 1)), inputs: inputs(), outputs: from(1, 40) }),
    doubled: () => ({ upsample: 2, inputs: vectors(), outputs: from(1, 40) }),
    planar: () => ({ kernel: 5 + 2 * from(0, 2), inputs: vectors(), outputs: 3 }),
    separable: () => ({ ...draw.direct(), kernel: 3 + 2 * from(0, 1), inputs: 8 * from(1, 6) }),
  };
  const methods = Object.keys(draw) as (keyof typeof draw)[];
  return Array.from({ length: count }, (_, index) => {
    const method = methods[index % methods.length] as keyof typeof draw;
    const drawn = { ...base, ...draw[method](), method };
    // A reflected border wants a map larger than half the kernel.
    const least = (drawn.kernel + 1) / 2;
    const width = from(least, 70);
    return {
      ...{ inputs: 1, outputs: 1, height: from(least, 40) },
      ...drawn,
      width: method === 'planar' ? roundUp(width, PLANAR.lanes / PLANAR.outputs) : width,
    };
  });
}
