/**
 * A painting at a larger size than it was painted at: its strokes as broad as they are, its edges as sharp as the
 * photo's. The painting is enlarged (Catmull-Rom). Added to it is the fine detail of the photo's lightness, times how
 * strongly the painting follows the photo there: the slope of a local regression, as in a guided filter (He et al.
 * 2010, "Guided Image Filtering"). Where the painting goes its own way, nothing is added.
 */
import { boxMean, type Plane } from './means.ts';
import type { Pixels } from './pixels.ts';

/** Pixels of the painting around each that the regression looks at. */
const RADIUS = 2;
/** Added to the photo's variance, in squares of 0..255: what is flatter than this is noise. */
const FLAT = 65;

/** Rec. 601. */
const lightness = (data: Uint8ClampedArray, at: number) =>
  0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;

/** What enlarging reads of a painting and its photo, at the painting's size. Planes: R, G, B, lightness, slopes. */
export interface Enlarging {
  readonly width: number;
  readonly height: number;
  /** R, G, B of the painting and the lightness of the photo, 0..255. */
  readonly smooth: readonly Plane[];
  /** How much each of R, G, B changes with the lightness of the photo. */
  readonly slopes: readonly Plane[];
}

/** @param photo the photo at the size of the painting */
export function prepareEnlarging(painting: Pixels, photo: Pixels): Enlarging {
  const { width, height } = painting;
  const light = Float32Array.from({ length: width * height }, (_, i) =>
    lightness(photo.data, 4 * i),
  );
  const mean = (plane: Plane, radius = RADIUS) => boxMean(plane, width, height, radius);
  const product = (a: Plane, b: Plane) => a.map((value, i) => value * b[i]!);
  const meanLight = mean(light);
  const variance = mean(product(light, light)).map((square, i) => square - meanLight[i]! ** 2);
  const colours = [0, 1, 2].map((c) => light.map((_, i) => painting.data[4 * i + c]!));
  const slopes = colours.map((colour) => {
    const meanColour = mean(colour);
    const both = mean(product(colour, light));
    const slope = both.map(
      (value, i) => (value - meanColour[i]! * meanLight[i]!) / (variance[i]! + FLAT),
    );
    return mean(slope, 1);
  });
  return { width, height, smooth: [...colours, light], slopes };
}

/** For each target pixel of a line: its place in the source, as the pixel before it and the way from there, 0..1. */
function places(from: number, to: number, start: number, count: number) {
  const [index, way] = [new Int32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    const at = ((start + i + 0.5) * from) / to - 0.5;
    index[i] = Math.floor(at);
    way[i] = at - index[i]!;
  }
  return { index, way };
}

/** The four weights of a Catmull-Rom spline, for the way from the second to the third point. */
function cubic(t: number): [number, number, number, number] {
  const [t2, t3] = [t * t, t * t * t];
  return [
    (-t3 + 2 * t2 - t) / 2,
    (3 * t3 - 5 * t2 + 2) / 2,
    (-3 * t3 + 4 * t2 + t) / 2,
    (t3 - t2) / 2,
  ];
}

const within = (i: number, n: number) => Math.min(n - 1, Math.max(0, i));

/**
 * @param of the size of the whole enlarged picture
 * @param left, top where `photo` begins in it, in pixels
 * @param photo that part of the photo, at the enlarged size
 * @returns that part of the enlarged painting
 */
export function enlarge(
  source: Enlarging,
  of: { readonly width: number; readonly height: number },
  left: number,
  top: number,
  photo: Pixels,
): Pixels {
  const { width, height } = photo;
  const x = places(source.width, of.width, left, width);
  const y = places(source.height, of.height, top, height);
  const planes = source.smooth.length + source.slopes.length;
  /** Rows of the source, enlarged to the side: by their number, [planes][width]. */
  const wide = new Map<number, Float32Array>();
  const row = (number: number) => {
    const at = within(number, source.height);
    const known = wide.get(at);
    if (known) return known;
    const made = widen(source, at, x, width);
    if (wide.size > 5) wide.delete(wide.keys().next().value as number);
    wide.set(at, made);
    return made;
  };
  const data = new Uint8ClampedArray(4 * width * height);
  const mixed = new Float32Array(planes * width);
  for (let line = 0; line < height; line++) {
    const before = y.index[line]!;
    const t = y.way[line]!;
    const [a, b, c, d] = [row(before - 1), row(before), row(before + 1), row(before + 2)];
    const [wa, wb, wc, wd] = cubic(t);
    const cubicEnd = source.smooth.length * width;
    for (let i = 0; i < cubicEnd; i++) {
      mixed[i] = wa * a[i]! + wb * b[i]! + wc * c[i]! + wd * d[i]!;
    }
    for (let i = cubicEnd; i < mixed.length; i++) mixed[i] = b[i]! + t * (c[i]! - b[i]!);
    let at = 4 * line * width;
    for (let i = 0; i < width; i++) {
      const detail = lightness(photo.data, at) - mixed[3 * width + i]!;
      data[at] = mixed[i]! + mixed[4 * width + i]! * detail;
      data[at + 1] = mixed[width + i]! + mixed[5 * width + i]! * detail;
      data[at + 2] = mixed[2 * width + i]! + mixed[6 * width + i]! * detail;
      data[at + 3] = 255;
      at += 4;
    }
  }
  return { width, height, data };
}

/** One row of all planes, enlarged to the side: [planes][width]. */
function widen(
  { width: from, smooth, slopes }: Enlarging,
  row: number,
  { index, way }: ReturnType<typeof places>,
  width: number,
): Float32Array {
  const out = new Float32Array((smooth.length + slopes.length) * width);
  for (let i = 0; i < width; i++) {
    const before = index[i]!;
    const t = way[i]!;
    const at = [before - 1, before, before + 1, before + 2].map(
      (n) => row * from + within(n, from),
    );
    const [a, b, c, d] = at as [number, number, number, number];
    const [wa, wb, wc, wd] = cubic(t);
    let to = i;
    for (const plane of smooth) {
      out[to] = wa * plane[a]! + wb * plane[b]! + wc * plane[c]! + wd * plane[d]!;
      to += width;
    }
    for (const plane of slopes) {
      out[to] = plane[b]! + t * (plane[c]! - plane[b]!);
      to += width;
    }
  }
  return out;
}
