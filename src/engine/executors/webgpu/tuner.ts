import type { Convolution } from '../../../network/index.ts';
import type { TileOf } from './plan.ts';
import type { TileMemory } from './tileMemory.ts';
import { candidates, isPhased, type Tile, type TileLimits } from './tiles.ts';

/** More of them would keep the device busy for longer than they could save. */
const MOST_CANDIDATES = 6;

/** A smaller picture says nothing about the others, and is quick in any case. */
const LEAST_PIXELS = 128 * 128;

/** @returns milliseconds that a convolution of a map of height x width takes, cut by a tile */
export type Measure = (
  conv: Convolution,
  height: number,
  width: number,
  tile: Tile,
) => Promise<number>;

export interface TunerOptions {
  readonly limits: TileLimits;
  readonly measure: Measure;
  /** Where what was found on an earlier visit is kept. */
  readonly memory: TileMemory;
  /** Resolves when nobody uses the device. Rejects to end the tuning. */
  readonly idle: () => Promise<void>;
}

/**
 * Finds by measuring how convolutions are cut best on this device. Until then, the first candidate is used. What was
 * found holds for convolutions of the same kind on maps of about the same size.
 */
export class Tuner {
  private readonly found = new Map<string, Tile>();
  private tuning: Promise<void> | undefined;
  private recalled: Promise<void> | undefined;
  /** Grows whenever `tileOf` may answer otherwise than before. */
  version = 0;

  constructor(private readonly options: TunerOptions) {}

  readonly tileOf: TileOf = (conv, pixels) => {
    const all = candidates(conv, pixels, this.options.limits);
    const found = this.found.get(kindOf(conv, pixels));
    // Of a map that is a little larger, Winograd's products may not fit any more.
    return all.find((tile) => found && same(tile, found)) ?? (all[0] as Tile);
  };

  /** Take over what was found on earlier visits, once. Never rejects. */
  recall(): Promise<void> {
    this.recalled ??= this.takeOver();
    return this.recalled;
  }

  private async takeOver(): Promise<void> {
    for (const [kind, tile] of await this.options.memory.load()) this.found.set(kind, tile);
  }

  /**
   * Measure what is not known yet of a network on pictures of height x width. Resolves when it is done or was ended,
   * never rejects. A call while another one is at work waits for that and does nothing itself.
   */
  tune(layers: readonly Convolution[], height: number, width: number): Promise<void> {
    this.tuning ??= this.work(layers, height, width)
      .catch(() => {}) // the guesses are good enough
      .finally(() => (this.tuning = undefined));
    return this.tuning;
  }

  private async work(layers: readonly Convolution[], height: number, width: number) {
    if (height * width < LEAST_PIXELS) return;
    const before = this.found.size;
    let [tall, wide] = [height, width];
    for (const conv of layers) {
      const [input, output] = [tall * wide, [tall, wide].map((side) => after(conv, side))];
      const pixels = isPhased(conv) ? input : (output[0] ?? 1) * (output[1] ?? 1);
      const kind = kindOf(conv, pixels);
      const best = this.found.get(kind) ?? (await this.best(conv, tall, wide, pixels));
      if (best) this.found.set(kind, best);
      [tall = 1, wide = 1] = output;
    }
    if (this.found.size === before) return;
    this.version++;
    await this.options.memory.save(this.found);
  }

  /** @returns the quickest tile; undefined where none could be timed */
  private async best(conv: Convolution, height: number, width: number, pixels: number) {
    const { limits, measure, idle } = this.options;
    const all = candidates(conv, pixels, limits).slice(0, MOST_CANDIDATES);
    let best: Tile | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const tile of all) {
      await idle();
      // One that this device refuses is none of the best.
      const ms = await measure(conv, height, width, tile).catch(() => Number.POSITIVE_INFINITY);
      if (ms < least) [best, least] = [tile, ms];
    }
    return best;
  }
}

const after = ({ upsample, stride }: Convolution, side: number) =>
  Math.ceil((side * upsample) / stride);

/** Convolutions of the same kind run the same code on maps of about the same size. */
function kindOf(conv: Convolution, pixels: number): string {
  const { kernel, inputs, outputs, stride, upsample, shift } = conv;
  const size = Math.round(Math.log2(pixels));
  return [kernel, inputs, outputs, stride, upsample, shift > 0 ? 1 : 0, size].join(' ');
}

function same(a: Tile, b: Tile): boolean {
  const keys = Object.keys(a) as (keyof Tile)[];
  return keys.every((key) => a[key] === b[key]);
}
