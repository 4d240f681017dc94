import type { Pixels } from '../../stylizer.ts';

/** A picture of waves and edges, by the formula of `picture` in training/learning_goldens.py. */
export function waves(width: number, height: number, seed: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        const value =
          x * (3 + seed) + y * (5 + c) + Math.floor((x * y) / (7 + seed)) + 40 * c * seed;
        data[(y * width + x) * 4 + c] = value % 256;
      }
    }
  }
  return { width, height, data };
}

/** The same as RGB in 0..1, [height, width, 3]. */
export function wavesAsFloats(width: number, height: number, seed: number): Float32Array {
  const { data } = waves(width, height, seed);
  return Float32Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return (data[pixel * 4 + (i % 3)] as number) / 255;
  });
}
