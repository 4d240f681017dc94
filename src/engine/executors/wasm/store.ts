import type { MapShape } from '../ops.ts';
import { pitchOf, type Place } from './convolver.ts';
import type { Heap } from './heap.ts';

/** A map, or a matrix [side, 1, side], on the heap. */
export interface Held extends Place {
  readonly shape: MapShape;
  readonly block: ReturnType<Heap['keep']>;
  /** The mean and the variance of each channel, of what a convolution gave that is to be normalized. */
  readonly moments?: { readonly means: Float32Array; readonly variances: Float32Array };
}

/** A few numbers, in the memory of JavaScript. */
export interface Few {
  readonly shape: MapShape;
  readonly values: Float32Array;
}

export type Values = Held | Few;

/** The maps of learning: all in the kernels' memory, where hundreds of them take each other's places. */
export class Store {
  private made: Held[] | undefined;

  constructor(private readonly heap: Heap) {}

  /** A map whose numbers are whatever was there before. Throws RangeError where memory ends. */
  map(shape: MapShape): Held {
    const [height, width, channels] = shape;
    const pitch = pitchOf(channels);
    const block = this.heap.keep(height * width * pitch * 4);
    const map = { shape, block, at: block.at, height, width, pitch };
    this.made?.push(map);
    return map;
  }

  /** Numbers of a map, and those that fill up its pixels; until something is kept. */
  numbers({ at, height, width, pitch }: Place): Float32Array {
    return this.heap.floats(at, height * width * pitch);
  }

  /** Put values [height][width][channels] on the heap. */
  put(values: Float32Array, shape: MapShape): Held {
    const map = this.map(shape);
    spaced(values, shape[2], this.numbers(map), map.pitch);
    return map;
  }

  /** Values [height][width][channels]. */
  read(map: Values): Float32Array {
    if ('values' in map) return map.values.slice();
    const [height, width, channels] = map.shape;
    const out = new Float32Array(height * width * channels);
    spaced(this.numbers(map), map.pitch, out, channels);
    return out;
  }

  free(maps: readonly Values[]): void {
    for (const map of maps) if ('block' in map) this.heap.free(map.block);
  }

  /** As Ops.within. */
  within<R>(work: () => R): R {
    const outer = this.made;
    const made: Held[] = (this.made = []);
    let kept: ReadonlySet<unknown> = new Set();
    try {
      const result = work();
      kept = new Set(blocksIn(result));
      return result;
    } finally {
      this.made = outer;
      this.free(made.filter(({ block }) => !kept.has(block)));
      outer?.push(...made.filter(({ block }) => kept.has(block)));
    }
  }
}

/** Copy pixels of so many numbers each to ones of another number: what is more is 0. */
export function spaced(
  values: Float32Array,
  pitch: number,
  to: Float32Array,
  toPitch: number,
): void {
  if (pitch === toPitch) return to.set(values);
  const both = Math.min(pitch, toPitch);
  to.fill(0);
  for (let from = 0, at = 0; at < to.length; from += pitch, at += toPitch) {
    for (let c = 0; c < both; c++) to[at + c] = values[from + c] as number;
  }
}

/** The blocks of all maps in a result: a map, or arrays and objects of them. */
function blocksIn(result: unknown): unknown[] {
  if (typeof result !== 'object' || result === null || ArrayBuffer.isView(result)) return [];
  if ('block' in result) return [result.block];
  return Object.values(result).flatMap(blocksIn);
}
