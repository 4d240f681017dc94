/** Sliding means over a plane. The time that they take does not depend on the radius. */

/** One channel of a picture: [height][width]. */
export type Plane = Float32Array;

/** The mean over (2 radius + 1) pixels of the same row, as far as the plane reaches. */
export function rowMean(plane: Plane, width: number, height: number, radius: number): Plane {
  const out = new Float32Array(plane.length);
  meanLines(plane, out, { count: height, stride: width, length: width, step: 1 }, radius);
  return out;
}

/** The same of a column. */
export function columnMean(plane: Plane, width: number, height: number, radius: number): Plane {
  const out = new Float32Array(plane.length);
  meanLines(plane, out, { count: width, stride: 1, length: height, step: width }, radius);
  return out;
}

/** The mean over a square of (2 radius + 1) pixels a side, as far as the plane reaches. */
export function boxMean(plane: Plane, width: number, height: number, radius: number): Plane {
  return columnMean(rowMean(plane, width, height, radius), width, height, radius);
}

interface Lines {
  readonly count: number;
  /** From one line to the next. */
  readonly stride: number;
  readonly length: number;
  /** From one pixel of a line to the next. */
  readonly step: number;
}

function meanLines(from: Plane, to: Plane, { count, stride, length, step }: Lines, radius: number) {
  for (let line = 0; line < count; line++) {
    const at = line * stride;
    let [sum, pixels] = [0, 0];
    for (let i = 0; i < Math.min(radius, length); i++) {
      sum += from[at + i * step]!;
      pixels++;
    }
    for (let i = 0; i < length; i++) {
      if (i + radius < length) {
        sum += from[at + (i + radius) * step]!;
        pixels++;
      }
      if (i > radius) {
        sum -= from[at + (i - radius - 1) * step]!;
        pixels--;
      }
      to[at + i * step] = sum / pixels;
    }
  }
}
