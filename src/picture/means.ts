/** Sliding means over a plane. The time that they take does not depend on the radius. */

/** One channel of a picture: [height][width]. */
export type Plane = Float32Array;

/** The mean over (2 radius + 1) pixels of the same row, as far as the plane reaches. */
export function rowMean(plane: Plane, width: number, height: number, radius: number): Plane {
  const out = new Float32Array(plane.length);
  for (let at = 0; at < width * height; at += width) {
    let [sum, pixels] = [0, 0];
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += plane[at + x]!;
      pixels++;
    }
    for (let x = 0; x < width; x++) {
      if (x + radius < width) {
        sum += plane[at + x + radius]!;
        pixels++;
      }
      if (x > radius) {
        sum -= plane[at + x - radius - 1]!;
        pixels--;
      }
      out[at + x] = sum / pixels;
    }
  }
  return out;
}

/** The same of a column. All columns at once, row by row: that is how they lie in memory. */
export function columnMean(plane: Plane, width: number, height: number, radius: number): Plane {
  const out = new Float32Array(plane.length);
  const sums = new Float64Array(width);
  let rows = 0;
  const add = (y: number, sign: 1 | -1) => {
    for (let x = 0; x < width; x++) sums[x]! += sign * plane[y * width + x]!;
    rows += sign;
  };
  for (let y = 0; y < Math.min(radius, height); y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) add(y + radius, 1);
    if (y > radius) add(y - radius - 1, -1);
    for (let x = 0; x < width; x++) out[y * width + x] = sums[x]! / rows;
  }
  return out;
}

/** The mean over a square of (2 radius + 1) pixels a side, as far as the plane reaches. */
export function boxMean(plane: Plane, width: number, height: number, radius: number): Plane {
  return columnMean(rowMean(plane, width, height, radius), width, height, radius);
}
