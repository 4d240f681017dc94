import type { Convolution } from '../../../network/index.ts';
import type { TileOf } from './plan.ts';
import type { TileMemory } from './tileMemory.ts';
import { candidates, isPhased, type Tile, type TileLimits } from './tiles.ts';

/** More of them would keep the device busy for longer than they could save. */
const MOST_CANDIDATES = 6;

/** A tile takes the guess's place where it takes less than this share of the time: two timings differ by some percent. */
const CLEARLY_QUICKER = 0.93;

/** A smaller picture says nothing about the others, and is quick in any case. */
const LEAST_PIXELS = 128 * 128;

/**
 * @returns milliseconds that a convolution of a map of height x width takes, cut by a tile. Rejects with the signal's
 * reason as soon as that is aborted, and where the device refuses the tile. One that clearly takes longer than
 * `least`, that of another tile, is timed only once.
 */
export type Measure = (
  conv: Convolution,
  height: number,
  width: number,
  tile: Tile,
  signal: AbortSignal,
  least?: number,
) => Promise<number>;

interface TunerOptions {
  readonly limits: TileLimits;
  readonly measure: Measure;
  /** Where what was found on an earlier visit is kept. */
  readonly memory: TileMemory;
  /**
   * Resolves when nobody uses the device, with a signal that is aborted as soon as somebody does. Rejects to end the
   * tuning.
   */
  readonly idle: () => Promise<AbortSignal>;
}

/**
 * Finds by measuring how convolutions are cut best on this device. Until then, the first candidate is used. What was
 * found holds for convolutions of the same kind on maps of about the same size.
 */
export class Tuner {
  private readonly found = new Map<string, Tile>();
  private tuning: Promise<void> | undefined;
  private recalled: Promise<void> | undefined;
  /** What is still to be tuned, and the sizes that were asked for before. */
  private readonly waiting: (() => Promise<void>)[] = [];
  private readonly asked = new WeakMap<readonly Convolution[], Set<string>>();
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
   * Measure what is not known yet of a network on pictures of height x width, once all that was asked for before is
   * done. Resolves when nothing is left to do or the tuning was ended; never rejects. To be called with each picture
   * and frame: a size that was asked for before costs nothing.
   */
  tune(layers: readonly Convolution[], height: number, width: number): Promise<void> {
    const sizes = this.asked.get(layers) ?? new Set();
    this.asked.set(layers, sizes);
    const size = `${height} x ${width}`;
    if (height * width >= LEAST_PIXELS && !sizes.has(size)) {
      sizes.add(size);
      this.waiting.push(() => this.work(layers, height, width));
    }
    this.tuning ??= this.workOff()
      .catch(() => {}) // the guesses are good enough
      .finally(() => (this.tuning = undefined));
    return this.tuning;
  }

  private async workOff() {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await next();
  }

  private async work(layers: readonly Convolution[], height: number, width: number) {
    let [tall, wide] = [height, width];
    for (const conv of layers) {
      const [input, output] = [tall * wide, [tall, wide].map((side) => after(conv, side))];
      const pixels = isPhased(conv) ? input : (output[0] ?? 1) * (output[1] ?? 1);
      // A depthwise convolution is not cut.
      if (!conv.depthwise && !this.found.has(kindOf(conv, pixels)))
        await this.find(conv, tall, wide, pixels);
      [tall = 1, wide = 1] = output;
    }
  }

  /** Find the best tile of a kind, and keep it at once: a visitor may leave before the others are found. */
  private async find(conv: Convolution, height: number, width: number, pixels: number) {
    const best = await this.best(conv, height, width, pixels);
    if (!best) return;
    const before = this.tileOf(conv, pixels);
    this.found.set(kindOf(conv, pixels), best);
    if (!same(best, before)) this.version++;
    await this.options.memory.save(this.found);
  }

  /** @returns the quickest tile, or the guess where it is about as quick; undefined where none could be timed */
  private async best(conv: Convolution, height: number, width: number, pixels: number) {
    const all = candidates(conv, pixels, this.options.limits).slice(0, MOST_CANDIDATES);
    const time = (tile: Tile, least: number) => this.time(conv, height, width, tile, least);
    const [guess] = all as [Tile];
    let best: Tile | undefined;
    let least = Number.POSITIVE_INFINITY;
    let first = Number.POSITIVE_INFINITY;
    for (const tile of all) {
      const ms = await time(tile, least);
      if (tile === guess) first = ms;
      if (ms < least) [best, least] = [tile, ms];
    }
    if (!best || best === guess) return best;
    // The guess was timed while the device was still slow from its rest.
    if (least < CLEARLY_QUICKER * first) first = Math.min(first, await time(guess, least));
    return least < CLEARLY_QUICKER * first ? best : guess;
  }

  /** Time a tile while nobody uses the device; from the start where somebody came in between. */
  private async time(conv: Convolution, height: number, width: number, tile: Tile, least: number) {
    for (;;) {
      const signal = await this.options.idle();
      try {
        return await this.options.measure(conv, height, width, tile, signal, least);
      } catch {
        // One that this device refuses is none of the best.
        if (!signal.aborted) return Number.POSITIVE_INFINITY;
      }
    }
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
