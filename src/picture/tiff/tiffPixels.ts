/**
 * Pixels of a TIFF file, for browsers that do not decode it: all but Safari. It takes what photo programs and scanners
 * write. Packages were looked at: docs/journal/page.md says why it is our own.
 */
import { orientationIn } from '../formats/exif.ts';
import type { Bytes } from '../formats/index.ts';
import { MAX_PIXELS } from '../inspect.ts';
import type { DecodedPicture, Pixels } from '../pixels.ts';
import { PictureProblem } from '../problems.ts';
import { directoryOf, type Directory } from './directory.ts';
import { UNPACK } from './unpack.ts';

const TAG = {
  ...{ width: 256, height: 257, bits: 258, compression: 259, colours: 262, samples: 277 },
  ...{ stripOffsets: 273, rowsPerStrip: 278, stripBytes: 279, planes: 284, predictor: 317 },
  ...{ palette: 320, tileWidth: 322, tileHeight: 323, tileOffsets: 324, tileBytes: 325 },
  ...{ extra: 338, sampleFormat: 339 },
};
/** How `colours` names them. */
const [WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, PALETTE] = [0, 1, 2, 3];
/** Kinds of transparency: colours are multiplied with it, or not. */
const [MULTIPLIED, PLAIN] = [1, 2];

/** What a file says of its pixels. */
interface Layout {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly samples: number;
  readonly colours: number;
  readonly predictor: number;
  readonly compression: number;
  readonly little: boolean;
  readonly palette: readonly number[];
  /** Of the sample behind the colours. */
  readonly alpha: number | undefined;
}

/**
 * The first picture of a TIFF file, as RGB and transparency of 8 bits each.
 *
 * @returns its pixels. Rejects with PictureProblem where it is damaged, or of a kind that is rarely written
 */
export async function tiffPixels(data: Bytes, name: string): Promise<DecodedPicture> {
  try {
    const directory = directoryOf(data);
    const layout = layoutOf(directory);
    const { width, height } = layout;
    if (!isUsual(layout, directory)) {
      const variant = 'tiff-unusual';
      throw new PictureProblem({ code: 'picture/unsupported-variant', name, variant });
    }
    if (!(width > 0 && height > 0 && width * height <= MAX_PIXELS)) throw new RangeError();
    const pixels = { width, height, data: new Uint8ClampedArray(4 * width * height) };
    await readBlocks(data, directory, layout, pixels);
    return { pixels, orientation: orientationIn(data) };
  } catch (error) {
    // The file ends too early, or contradicts itself.
    if (error instanceof RangeError) throw new PictureProblem({ code: 'picture/damaged', name });
    throw error;
  }
}

function layoutOf({ little, numbers, first }: Directory): Layout {
  const colours = first(TAG.colours, -1);
  const samples = first(TAG.samples, 1);
  const [kind] = numbers(TAG.extra);
  const hasAlpha = samples > (colours === RGB ? 3 : 1) && (kind === MULTIPLIED || kind === PLAIN);
  return {
    ...{ little, samples, colours, alpha: hasAlpha ? kind : undefined },
    ...{ width: first(TAG.width, 0), height: first(TAG.height, 0), bits: first(TAG.bits, 1) },
    ...{ predictor: first(TAG.predictor, 1), compression: first(TAG.compression, 1) },
    palette: numbers(TAG.palette),
  };
}

/** Whether the decoder knows such files. */
function isUsual(layout: Layout, { numbers, first }: Directory): boolean {
  const { bits, samples, colours, predictor, compression, palette } = layout;
  const isGrey = colours === WHITE_IS_ZERO || colours === BLACK_IS_ZERO;
  const knowsColours =
    (colours === RGB && samples >= 3 && bits > 1) ||
    (isGrey && (bits > 1 || samples === 1)) ||
    (colours === PALETTE && bits === 8 && samples === 1 && palette.length === 3 * 256);
  return (
    knowsColours &&
    UNPACK[compression] !== undefined &&
    samples <= 5 &&
    [1, 8, 16].includes(bits) &&
    numbers(TAG.bits).every((each) => each === bits) &&
    numbers(TAG.sampleFormat).every((format) => format === 1) &&
    (first(TAG.planes, 1) === 1 || samples === 1) &&
    (predictor === 1 || (predictor === 2 && bits > 1))
  );
}

/** Reads the picture block by block: tiles, or strips as wide as the picture. */
async function readBlocks(
  data: Bytes,
  { numbers, first }: Directory,
  layout: Layout,
  pixels: Pixels,
): Promise<void> {
  const { width, height, bits, samples, compression } = layout;
  const isTiled = numbers(TAG.tileOffsets).length > 0;
  const offsets = numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const lengths = numbers(isTiled ? TAG.tileBytes : TAG.stripBytes);
  const across = isTiled ? first(TAG.tileWidth, 0) : width;
  const down = isTiled
    ? first(TAG.tileHeight, 0)
    : Math.min(height, first(TAG.rowsPerStrip, height));
  // A tile may be larger than the picture, and is unpacked as a whole.
  if (!(across > 0 && down > 0 && across * down <= MAX_PIXELS)) throw new RangeError();
  const rowBytes = Math.ceil((across * samples * bits) / 8);
  const unpack = UNPACK[compression]!;
  let block = 0;
  for (let top = 0; top < height; top += down) {
    const rows = isTiled ? down : Math.min(down, height - top);
    for (let left = 0; left < width; left += across, block++) {
      const start = offsets[block];
      // Where a file lacks the lengths, only what is not packed has an end.
      const length = lengths[block] ?? (compression === 1 ? rowBytes * rows : undefined);
      if (start === undefined || length === undefined) throw new RangeError();
      if (start + length > data.byteLength) throw new RangeError();
      const packed = data.subarray(start, start + length);
      const unpacked = await unpack(packed, rowBytes * rows);
      const part = { left, top, width: across, height: rows, rowBytes };
      // What is not packed is a part of the file, and stays as it is.
      draw(compression === 1 ? unpacked.slice() : unpacked, part, layout, pixels);
    }
  }
}

interface Block {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly rowBytes: number;
}

/** Writes the samples of a block into the picture, as far as they lie in it. */
function draw(bytes: Bytes, block: Block, layout: Layout, { width, height, data }: Pixels): void {
  const { samples, colours, alpha, palette, predictor } = layout;
  const inverted = colours === WHITE_IS_ZERO;
  const isColour = colours === RGB;
  for (let y = 0; y < block.height && block.top + y < height; y++) {
    const row = bytes.subarray(y * block.rowBytes, (y + 1) * block.rowBytes);
    if (predictor === 2) addUp(row, layout);
    const sample = reader(row, layout);
    for (let x = 0; x < block.width && block.left + x < width; x++) {
      const to = 4 * ((block.top + y) * width + block.left + x);
      const from = x * samples;
      const opacity = alpha === undefined ? 255 : sample(from + (isColour ? 3 : 1));
      for (let c = 0; c < 3; c++) {
        let value = sample(isColour ? from + c : from);
        if (colours === PALETTE) value = palette[256 * c + value]! >> 8;
        if (inverted) value = 255 - value;
        if (alpha === MULTIPLIED && opacity > 0) value = (255 * value) / opacity;
        data[to + c] = value;
      }
      data[to + 3] = opacity;
    }
  }
}

/** @returns what reads a sample of a row, as 0..255 */
function reader(row: Bytes, { bits, little }: Layout): (at: number) => number {
  if (bits === 8) return (at) => row[at]!;
  if (bits === 1) return (at) => ((row[at >> 3]! >> (7 - (at & 7))) & 1) * 255;
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  return (at) => Math.round(view.getUint16(2 * at, little) / 257);
}

/** A predictor keeps the difference to the pixel on the left. */
function addUp(row: Bytes, { bits, samples, little }: Layout): void {
  if (bits === 8) {
    for (let i = samples; i < row.length; i++) row[i] = row[i]! + row[i - samples]!;
    return;
  }
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  for (let i = samples; 2 * i < row.length; i++) {
    const sum = view.getUint16(2 * i, little) + view.getUint16(2 * (i - samples), little);
    view.setUint16(2 * i, sum, little);
  }
}
