/** Pixels that a finger moves before its direction counts. */
const SLACK = 8;
/** A drag goes so many times further sideways than up or down. */
const SIDEWAYS = 1.5;

/** @returns whether a finger that has moved so many pixels drags sideways, and does not scroll the page */
export function dragBegins(x: number, y: number): boolean {
  return Math.abs(x) >= SLACK && Math.abs(x) > SIDEWAYS * Math.abs(y);
}
