import { roundUp } from './method.ts';

/** A buffer that is needed from one step to another, both included. */
export interface Life {
  readonly bytes: number;
  readonly from: number;
  to: number;
  /** Its address, from the arena's start. */
  at: number;
}

/** Buffers begin at multiples of this, a line of the cache. */
const ALIGNMENT = 64;

/**
 * Place buffers so that none overlaps another that is needed at the same time: the largest first, each at the
 * lowest address that is free (Pisarchyk & Lee 2020, "Efficient Memory Management for Deep Neural Net
 * Inference"). @returns the bytes of the whole arena
 */
export function place(lives: readonly Life[]): number {
  const placed: Life[] = [];
  for (const life of [...lives].sort((a, b) => b.bytes - a.bytes)) {
    const others = placed.filter((other) => other.from <= life.to && life.from <= other.to);
    life.at = 0;
    for (const other of others.sort((a, b) => a.at - b.at)) {
      if (life.at + life.bytes <= other.at) break;
      life.at = Math.max(life.at, roundUp(other.at + other.bytes, ALIGNMENT));
    }
    placed.push(life);
  }
  return placed.reduce((end, { at, bytes }) => Math.max(end, roundUp(at + bytes, ALIGNMENT)), 0);
}
