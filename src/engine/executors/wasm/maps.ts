import { offsetOf } from '../../../network/index.ts';
import type { MapShape } from '../ops.ts';
import type { Convolved } from './convolver.ts';
import type { Values } from './store.ts';

/** Where a map, reflected at its borders, has a place outside of it: -1 is 1, `side` is `side` - 2. */
const inside = (at: number, side: number) => (at < 0 ? -at : at >= side ? 2 * (side - 1) - at : at);

/** For each place of a map the one that a shift reads it from (network/shift.ts). */
export function shiftPlaces([height, width, channels]: MapShape, distance: number): Int32Array {
  const offsets = Array.from({ length: channels }, (_, c) => offsetOf(c, channels));
  const places = new Int32Array(height * width * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        const [dy, dx] = offsets[c] as readonly [number, number];
        const row = inside(y + dy * distance, height);
        const column = inside(x + dx * distance, width);
        places[(y * width + x) * channels + c] = (row * width + column) * channels + c;
      }
    }
  }
  return places;
}

/** A map with half of its channels read from pixels around. */
export function shifted({ values }: Values, places: Int32Array, to: Float32Array): void {
  for (let i = 0; i < places.length; i++) to[i] = values[places[i] as number] as number;
}

/** The gradient of `shifted`. */
export function shiftedBack(gradient: Values, places: Int32Array, { values }: Values): void {
  values.fill(0);
  for (let i = 0; i < places.length; i++) {
    const from = places[i] as number;
    values[from] = (values[from] as number) + (gradient.values[i] as number);
  }
}

/** Write a map into zeros, from `around` pixels after the corner on, its pixels `stride` apart; rows of `across`. */
export function placed(
  { shape: [height, width, channels], values }: Values,
  to: Float32Array,
  around: number,
  stride: number,
  across: number,
): void {
  to.fill(0);
  for (let y = 0; y < height; y++) {
    const row = ((around + y * stride) * across + around) * channels;
    const own = values.subarray(y * width * channels, (y + 1) * width * channels);
    if (stride === 1) to.set(own, row);
    else {
      for (let x = 0; x < width; x++) {
        to.set(own.subarray(x * channels, (x + 1) * channels), row + x * stride * channels);
      }
    }
  }
}

/**
 * The gradient of a border that was reflected by `pad`, and of an enlargement before it: what was reflected, and each
 * copy of a pixel, is added to where it came from. The large map lies `margin` pixels from the corner of `from`.
 */
export function unreflected(
  from: Convolved,
  margin: number,
  pad: number,
  upsample: number,
  { shape: [height, width, channels], values }: Values,
): void {
  values.fill(0);
  const [tall, wide] = [height * upsample, width * upsample];
  const columns = Array.from(
    { length: wide + 2 * pad },
    (_, x) => Math.floor(inside(x - pad, wide) / upsample) * channels,
  );
  for (let y = 0; y < tall + 2 * pad; y++) {
    const to = Math.floor(inside(y - pad, tall) / upsample) * width * channels;
    let read = ((margin + y) * from.width + margin) * from.pitch;
    for (const column of columns) {
      for (let c = 0; c < channels; c++) {
        const at = to + column + c;
        values[at] = (values[at] as number) + (from.values[read + c] as number);
      }
      read += from.pitch;
    }
  }
}
