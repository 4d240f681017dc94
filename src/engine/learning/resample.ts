import type { Pixels } from '../stylizer.ts';

/** A part of a picture, in its pixels. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** For each output pixel of a line the first input pixel that it is made of, and their shares, which sum to 1. */
interface Line {
  readonly starts: number[];
  readonly shares: number[][];
}

/**
 * A part of a picture at another size: bilinear, and where it becomes smaller over as many pixels as fall together, so
 * that nothing is skipped. As PyTorch's `interpolate` with antialias, which training draws its crops with.
 *
 * @returns RGB in 0..1, [height, width, 3]
 */
export function resample(picture: Pixels, part: Part, width: number, height: number): Float32Array {
  const across = line(part.width, width);
  const down = line(part.height, height);
  const rows = new Float32Array(part.height * width * 3);
  for (let y = 0; y < part.height; y++) {
    const from = ((part.top + y) * picture.width + part.left) * 4;
    for (let x = 0; x < width; x++) {
      const start = across.starts[x] as number;
      for (const [i, share] of (across.shares[x] as number[]).entries()) {
        const pixel = from + (start + i) * 4;
        for (let c = 0; c < 3; c++) {
          const at = (y * width + x) * 3 + c;
          rows[at] = (rows[at] as number) + (share * (picture.data[pixel + c] as number)) / 255;
        }
      }
    }
  }
  const out = new Float32Array(height * width * 3);
  for (let y = 0; y < height; y++) {
    const start = down.starts[y] as number;
    for (const [i, share] of (down.shares[y] as number[]).entries()) {
      const from = (start + i) * width * 3;
      for (let x = 0; x < width * 3; x++) {
        const at = y * width * 3 + x;
        out[at] = (out[at] as number) + share * (rows[from + x] as number);
      }
    }
  }
  return out;
}

function line(input: number, output: number): Line {
  const scale = input / output;
  const reach = Math.max(1, scale);
  const starts: number[] = [];
  const shares: number[][] = [];
  for (let x = 0; x < output; x++) {
    const centre = (x + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach + 0.5));
    const end = Math.min(input, Math.floor(centre + reach + 0.5));
    const own: number[] = [];
    for (let i = first; i < end; i++) own.push(Math.max(0, 1 - Math.abs(i + 0.5 - centre) / reach));
    const sum = own.reduce((total, share) => total + share, 0);
    starts.push(first);
    shares.push(own.map((share) => share / sum));
  }
  return { starts, shares };
}
