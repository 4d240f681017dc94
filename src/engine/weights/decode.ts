import { EngineProblem } from '../problems.ts';
import type { WeightEntry } from './modelFile.ts';
import { withUnpacked } from './packed.ts';

/** A weight as it is computed with. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const BYTES: Record<string, number> = { float32: 4, int32: 4, float16: 2, uint8: 1, uint16: 2 };

/**
 * The float32 weights of a shard group, decoded from float32, float16, uint8 (affine:
 * value * scale + min) or two a byte. What only the graph needs is skipped: other types, and constants, whose names
 * have no slash. Throws EngineProblem `model-mismatched` when the bytes and the manifest disagree in length.
 */
export function decodeWeights(
  entries: readonly WeightEntry[],
  buffer: ArrayBuffer,
): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const entry of entries) {
    const count = entry.shape.reduce((product, side) => product * side, 1);
    const stored = entry.quantization?.dtype ?? entry.dtype;
    const end = offset + count * (BYTES[stored] ?? Number.NaN);
    if (!(end <= buffer.byteLength)) throw mismatch();
    // slice: an offset need not be a multiple of the element size
    const bytes = buffer.slice(offset, end);
    if (entry.dtype === 'float32' && entry.name.includes('/')) {
      weights.set(entry.name, { shape: entry.shape, values: toFloat32(bytes, stored, entry) });
    }
    offset = end;
  }
  if (offset !== buffer.byteLength) throw mismatch();
  return withUnpacked(weights);
}

function mismatch(): EngineProblem {
  return new EngineProblem({ code: 'engine/model-mismatched' });
}

function toFloat32(bytes: ArrayBuffer, stored: string, entry: WeightEntry): Float32Array {
  if (stored === 'float32') return new Float32Array(bytes);
  // Loops: `Float32Array.from` with a function takes ten times as long, and there are a million.
  if (stored === 'float16') {
    const halves = new Uint16Array(bytes);
    const values = new Float32Array(halves.length);
    for (let i = 0; i < values.length; i++) values[i] = halfToFloat(halves[i] as number);
    return values;
  }
  const { scale = 1, min = 0 } = entry.quantization ?? {};
  const levels = stored === 'uint8' ? new Uint8Array(bytes) : new Uint16Array(bytes);
  const values = new Float32Array(levels.length);
  for (let i = 0; i < values.length; i++) values[i] = (levels[i] as number) * scale + min;
  return values;
}

/** 2 ** (exponent - 15) */
const POWERS = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (exponent - 15));

/** IEEE 754 binary16 bits to a number. (DataView.getFloat16 is not in every browser yet.) */
export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * (POWERS[exponent] as number);
}
