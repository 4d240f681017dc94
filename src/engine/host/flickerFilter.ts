import { keyOfMix, type RowMix } from '../rowMix.ts';
import type { Pixels } from '../stylizer.ts';

/**
 * Mean change of a pixel's channels, 0..255, up to which it counts as standing still and from which it
 * counts as moving. A camera's noise of sigma 2 changes a pixel by 2.3 on average.
 */
const STILL = 3.5;
const MOVING = 12;
/** How much of the new painting is taken where the film stands still: it fades in over some frames. */
const FADE = 0.2;
/** Side of the square in which change is averaged, as a share of the film's width. */
const SQUARE = 1 / 24;

/**
 * Reduces the flicker of a painted film: where two frames are alike, the painting is blended with the last one;
 * where the film moves, it stays as it is. (Ruder et al. 2016 use optical flow for this, which would cost more
 * than the network.)
 */
export class FlickerFilter {
  private last: { film: Pixels; painting: Float32Array; style: string } | undefined;

  /**
   * Change `painting`, RGB in 0..1 [height, width, 3], of the frame `film`, in place. Another size or
   * style starts over. Keeps both arrays, so the caller must not write to them afterwards.
   */
  apply(film: Pixels, painting: Float32Array, style: RowMix): void {
    const { last } = this;
    const key = keyOfMix(style);
    if (last?.style === key && sameSize(last.film, film)) {
      const change = blurred(changeOf(last.film, film), film.width, film.height);
      blend(painting, last.painting, change);
    }
    this.last = { film, painting, style: key };
  }
}

const sameSize = (a: Pixels, b: Pixels) => a.width === b.width && a.height === b.height;

/** Mean absolute difference of each pixel's channels, 0..255. */
function changeOf(a: Pixels, b: Pixels): Float32Array {
  const change = new Float32Array(a.width * a.height);
  for (let i = 0, p = 0; i < change.length; i++, p += 4) {
    let sum = 0;
    for (let c = 0; c < 3; c++) {
      sum += Math.abs((a.data[p + c] as number) - (b.data[p + c] as number));
    }
    change[i] = sum / 3;
  }
  return change;
}

/** Averages in a square around each pixel, as far as it lies within the picture. */
function blurred(values: Float32Array, width: number, height: number): Float32Array {
  const radius = Math.max(1, Math.round((width * SQUARE) / 2));
  const rows = averaged(values, width, height, 1, width, radius);
  return averaged(rows, height, width, width, 1, radius);
}

/** Running averages along lines of `length` values that lie `step` apart; there are `lines` of them. */
function averaged(
  values: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  radius: number,
): Float32Array {
  const out = new Float32Array(values.length);
  const at = (line: number, i: number) => values[line * lineStep + i * step] as number;
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    for (let i = 0; i < Math.min(radius, length); i++) sum += at(line, i);
    for (let i = 0; i < length; i++) {
      if (i + radius < length) sum += at(line, i + radius);
      if (i - radius - 1 >= 0) sum -= at(line, i - radius - 1);
      const count = Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1;
      out[line * lineStep + i * step] = sum / count;
    }
  }
  return out;
}

function blend(painting: Float32Array, last: Float32Array, change: Float32Array): void {
  for (let i = 0, p = 0; i < change.length; i++) {
    const moving = ((change[i] as number) - STILL) / (MOVING - STILL);
    const share = FADE + (1 - FADE) * Math.min(1, Math.max(0, moving));
    for (let c = 0; c < 3; c++, p++) {
      const before = last[p] as number;
      painting[p] = before + share * ((painting[p] as number) - before);
    }
  }
}
