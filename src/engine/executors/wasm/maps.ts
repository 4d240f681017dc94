import type { MapShape } from '../ops.ts';
import type { Held, Store } from './store.ts';

/** What is done to pictures, which are small: in JavaScript. */

/** Means of 2 x 2 pixels. */
export function halved(store: Store, map: Held): Held {
  const out = store.map([map.height >> 1, map.width >> 1, map.shape[2]]);
  const { pitch } = map;
  const values = store.numbers(map);
  const to = store.numbers(out);
  const down = map.width * pitch;
  for (let y = 0, at = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const from = 2 * (y * down + x * pitch);
      for (let c = from; c < from + pitch; c++, at++) {
        const upper = (values[c] as number) + (values[c + pitch] as number);
        const lower = (values[c + down] as number) + (values[c + down + pitch] as number);
        to[at] = (upper + lower) / 4;
      }
    }
  }
  return out;
}

export function halvedBack(store: Store, gradient: Held, shape: MapShape): Held {
  const out = store.map(shape);
  const { pitch } = out;
  const values = store.numbers(gradient);
  const to = store.numbers(out).fill(0);
  const down = out.width * pitch;
  for (let y = 0, at = 0; y < gradient.height; y++) {
    for (let x = 0; x < gradient.width; x++) {
      const from = 2 * (y * down + x * pitch);
      for (let c = from; c < from + pitch; c++, at++) {
        const value = (values[at] as number) / 4;
        to[c] = value;
        to[c + pitch] = value;
        to[c + down] = value;
        to[c + down + pitch] = value;
      }
    }
  }
  return out;
}

/** The part of a map from (top, left) on. */
export function windowOf(
  store: Store,
  map: Held,
  top: number,
  left: number,
  height: number,
  width: number,
): Held {
  const out = store.map([height, width, map.shape[2]]);
  const values = store.numbers(map);
  const to = store.numbers(out);
  const row = width * map.pitch;
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * map.width + left) * map.pitch;
    to.set(values.subarray(from, from + row), y * row);
  }
  return out;
}

export function windowBack(
  store: Store,
  gradient: Held,
  top: number,
  left: number,
  shape: MapShape,
): Held {
  const out = store.map(shape);
  const values = store.numbers(gradient);
  const to = store.numbers(out).fill(0);
  const row = gradient.width * out.pitch;
  for (let y = 0; y < gradient.height; y++) {
    const own = values.subarray(y * row, (y + 1) * row);
    to.set(own, ((top + y) * out.width + left) * out.pitch);
  }
  return out;
}
