import { median } from '../shared/index.ts';

/** Longest sides to choose from, in pixels. */
export const PACES = [128, 160, 192, 256, 320, 384, 512, 640, 768, 1024] as const;

/** The smallest that `auto` takes by itself: with fewer pixels, one no longer knows a face. The rate falls instead. */
const FLOOR = 256;
const SIZES = PACES.filter((size) => size >= FLOOR);

/** Why `auto` is where it is. */
export interface PaceReport {
  readonly size: number;
  /** Milliseconds a frame at this size; undefined until enough frames are measured. */
  readonly ms?: number | undefined;
  /** The next larger size and what a frame would take there. */
  readonly larger?: { readonly size: number; readonly ms: number } | undefined;
  /** `slow`: even the smallest size that is taken by itself does not hold the rate. */
  readonly verdict: 'measuring' | 'holds' | 'slow';
  /** The larger size that held the rate for long, until the device slowed down: a warm phone does that. */
  readonly heldBefore?: number | undefined;
}

/** @returns milliseconds that a frame takes at another size: the work of a network grows with the number of pixels */
export const msAtSize = (ms: number, size: number, other: number): number =>
  ms * (other / size) ** 2;

/** Frames after a change that are not counted: new shaders, new buffers. */
const IGNORED = 2;
const COUNTED = 7;
/** A size is left when its frames take so much longer than there is time for, ... */
const TOO_SLOW = 1.1;
/** ... and a larger one tried when its frames should leave so much of the time. In between, all stays. */
const ROOM = 0.85;
/** Milliseconds that a size is kept before a larger one is tried; doubles when that one was too slow. */
const HOLD = 2000;
const LONGEST_HOLD = 120_000;
/** Milliseconds that a size must have held the rate, for its loss to say something of the device. */
const HELD_LONG = 20_000;

/**
 * Finds the largest size whose frames hold a rate, and stays there: steps down as soon as frames are
 * late, up only when there is clearly room, and ever more rarely to a size that was too slow before.
 */
export class Pace {
  private times: number[] = [];
  private ignored = 0;
  private changedAt = 0;
  /** Since when the present size has held the rate. */
  private heldSince: number | undefined;
  private heldBefore: number | undefined;
  /** By size: how long to wait before it is tried again. */
  private readonly holds = new Map<number, number>();

  /** `most`: the longest side that makes sense, as the source has no more pixels. */
  constructor(
    private rate: number,
    private size: number,
    private readonly most = Infinity,
  ) {
    this.size = Math.min(Math.max(size, FLOOR), most);
  }

  /** What to paint the next frame at, after one that took `ms`; `now` as performance.now(). */
  frame(ms: number, now: number): number {
    if (this.ignored < IGNORED) {
      this.ignored += 1;
      return this.size;
    }
    this.times.push(ms);
    if (this.times.length > COUNTED) this.times.shift();
    if (this.times.length === COUNTED) this.decide(median(this.times), now);
    return this.size;
  }

  /** Aim at another rate. What was too slow may not be so any more. */
  aim(rate: number): void {
    if (rate === this.rate) return;
    this.rate = rate;
    this.reset();
  }

  /** Another network or view: what was measured says nothing any more. */
  reset(): void {
    this.times = [];
    this.ignored = 0;
    this.heldSince = undefined;
    this.heldBefore = undefined;
    this.holds.clear();
  }

  report(): PaceReport {
    const { size, heldBefore } = this;
    if (this.times.length < COUNTED) return { size, verdict: 'measuring', heldBefore };
    const ms = median(this.times);
    const next = this.larger();
    const larger = next ? { size: next, ms: this.predict(ms, next) } : undefined;
    const slow = ms > this.limit * TOO_SLOW && size <= FLOOR;
    return { size, ms, larger, verdict: slow ? 'slow' : 'holds', heldBefore };
  }

  private get limit(): number {
    return 1000 / this.rate;
  }

  private predict(ms: number, size: number): number {
    return msAtSize(ms, this.size, size);
  }

  private larger(): number | undefined {
    return SIZES.find((size) => size > this.size && size <= this.most);
  }

  private decide(ms: number, now: number) {
    if (ms > this.limit * TOO_SLOW) {
      const smaller = SIZES.filter((size) => size < this.size);
      const fitting = smaller.findLast((size) => this.predict(ms, size) <= this.limit);
      const next = fitting ?? smaller[0];
      if (next === undefined) return;
      this.holds.set(this.size, Math.min(LONGEST_HOLD, 2 * this.holdOf(this.size)));
      if (now - (this.heldSince ?? now) >= HELD_LONG) this.heldBefore ??= this.size;
      this.change(next, now);
      return;
    }
    this.heldSince ??= now;
    const next = this.larger();
    if (next === undefined || this.predict(ms, next) > this.limit * ROOM) return;
    if (now - this.changedAt < this.holdOf(next)) return;
    this.change(next, now);
    if (next >= (this.heldBefore ?? Infinity)) this.heldBefore = undefined;
  }

  private holdOf(size: number): number {
    return this.holds.get(size) ?? HOLD;
  }

  private change(size: number, now: number) {
    this.size = size;
    this.times = [];
    this.ignored = 0;
    this.heldSince = undefined;
    this.changedAt = now;
  }
}
