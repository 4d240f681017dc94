import type { Pixels } from './pixels.ts';

/** For each target pixel of a line: the first source pixel that it covers, and how much of each it covers. */
interface Coverage {
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Of the first and of the last source pixel, 0..1; those between are covered whole. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

function coverageOf(from: number, to: number): Coverage {
  const scale = from / to;
  const [start, end] = [new Int32Array(to), new Int32Array(to)];
  const [first, last] = [new Float64Array(to), new Float64Array(to)];
  for (let i = 0; i < to; i++) {
    const [a, b] = [i * scale, (i + 1) * scale];
    start[i] = Math.floor(a);
    end[i] = Math.min(from, Math.ceil(b - 1e-9));
    first[i] = start[i]! + 1 - a;
    last[i] = b - (end[i]! - 1);
    const covered = end[i]! - start[i]!;
    if (covered === 1) first[i] = last[i] = b - a;
  }
  return { start, end, first, last };
}

/**
 * Reduces a picture by area averaging, from strips, so that the whole is never needed at once. Each target pixel is
 * the mean of the source pixels that it covers, each by the part that it covers. The canvas's own reduction leaves
 * twice the contrast in a pattern of fine lines.
 */
export class Reducer {
  readonly result: Pixels;
  private readonly across: Coverage;
  private readonly scale: number;
  private readonly sums: Float64Array;
  private readonly row: Float64Array;
  /** The next source row. */
  private y = 0;
  private target = 0;

  /** Target sides are at most as long as those of the source. */
  constructor(
    private readonly source: { readonly width: number; readonly height: number },
    target: { readonly width: number; readonly height: number },
  ) {
    const { width, height } = target;
    if (width > source.width || height > source.height) throw new RangeError('not a reduction');
    this.result = { width, height, data: new Uint8ClampedArray(4 * width * height) };
    this.across = coverageOf(source.width, width);
    this.scale = source.height / height;
    this.sums = new Float64Array(3 * width);
    this.row = new Float64Array(3 * width);
  }

  /** Take the next rows, as wide as the source, from the top to the bottom. */
  add(strip: Pixels): void {
    for (let row = 0; row < strip.height; row++) this.addRow(strip.data, 4 * row * strip.width);
  }

  private addRow(data: Uint8ClampedArray, at: number) {
    this.reduceRow(data, at);
    const { row, sums, scale } = this;
    let from = this.y;
    const to = ++this.y;
    // A source row may belong to two target rows.
    while (from < to && this.target < this.result.height) {
      const border = (this.target + 1) * scale;
      const until = Math.min(to, border);
      const share = (until - from) / scale;
      for (let i = 0; i < row.length; i++) sums[i]! += share * row[i]!;
      from = until;
      const last = this.y === this.source.height && until === to;
      if (border - until < 1e-6 || last) this.endRow();
      if (last) break;
    }
  }

  private reduceRow(data: Uint8ClampedArray, at: number) {
    const { start, end, first, last } = this.across;
    const { row } = this;
    for (let x = 0; x < start.length; x++) {
      const stop = end[x]! - 1;
      let from = at + 4 * start[x]!;
      let weight = first[x]!;
      let sum = weight;
      let [r, g, b] = [weight * data[from]!, weight * data[from + 1]!, weight * data[from + 2]!];
      for (let i = start[x]! + 1; i <= stop; i++) {
        from += 4;
        weight = i === stop ? last[x]! : 1;
        r += weight * data[from]!;
        g += weight * data[from + 1]!;
        b += weight * data[from + 2]!;
        sum += weight;
      }
      row[3 * x] = r / sum;
      row[3 * x + 1] = g / sum;
      row[3 * x + 2] = b / sum;
    }
  }

  private endRow() {
    const { data, width } = this.result;
    const { sums } = this;
    let to = 4 * width * this.target++;
    for (let i = 0; i < sums.length; i += 3) {
      data[to] = sums[i]!;
      data[to + 1] = sums[i + 1]!;
      data[to + 2] = sums[i + 2]!;
      data[to + 3] = 255;
      to += 4;
    }
    sums.fill(0);
  }
}

/** @returns a picture reduced by area averaging; itself where it has that size. Sides are never enlarged. */
export function reduce(picture: Pixels, size: { width: number; height: number }): Pixels {
  if (picture.width === size.width && picture.height === size.height) return picture;
  const reducer = new Reducer(picture, size);
  reducer.add(picture);
  return reducer.result;
}
