import { NARROW_LANES, roundUp, type Layer } from './method.ts';
import type { Step } from './step.ts';

/** Tickets that a step should have at least: with fewer, one thread waits for the other's last. */
const TICKETS = 32;
/** Pixels that are computed together: their sums for 8 channels stay in L1. */
const PIXELS = 256;
/** Bytes of weights that stay in L1 while the pixels of a block go by. */
const GROUP_BYTES = 20_000;
/** Bytes of vectors in a transformed domain that stay in L2. */
const DOMAIN_BYTES = 600_000;
/** Rows of a strip at least, so that packing a large kernel's rows is no more than twice the work. */
const STRIP_ROWS = 8;

type Blocks = Pick<
  Step,
  | 'groupRows'
  | 'blockRows'
  | 'stripRows'
  | 'columns'
  | 'strips'
  | 'chunks'
  | 'lanes'
  | 'scratchBytes'
>;

/** How an output of `height` x `width` pixels is cut into tickets and blocks, for any number of threads. */
export function blocksOf(layer: Layer, height: number, width: number): Blocks {
  const { method } = layer;
  return method === 'winograd' || method === 'doubled'
    ? transformedBlocks(layer, Math.ceil(height / 2), Math.ceil(width / 2))
    : directBlocks(layer, height, width);
}

/** Cut `rows` x `columns` so that a block has about `pixels`. */
function cut(rows: number, columns: number, pixels: number, minStrip: number, multiple = 1) {
  const chunks = Math.ceil(columns / Math.max(multiple, pixels * 1.5));
  const chunk = roundUp(Math.ceil(columns / chunks), multiple);
  const blockRows = Math.max(1, Math.min(rows, Math.round(pixels / chunk)));
  const wanted = Math.max(minStrip, Math.floor((rows * chunks) / TICKETS));
  const stripRows = Math.max(1, Math.floor(wanted / blockRows)) * blockRows;
  const strips = Math.ceil(rows / stripRows);
  return { columns: chunk, chunks: Math.ceil(columns / chunk), blockRows, stripRows, strips };
}

function directBlocks(layer: Layer, height: number, width: number): Blocks {
  const { kernel, stride, inputPitch, outputPitch, method } = layer;
  const narrow = method === 'narrow';
  const lanes = narrow ? NARROW_LANES : 8;
  const joined = narrow ? NARROW_LANES / outputPitch : 1;
  const blocks = cut(height, width, PIXELS, kernel > 3 ? STRIP_ROWS : 1, joined);
  const rowBytes = (kernel + joined - 1) * inputPitch * lanes * 4;
  const groupRows = Math.max(1, Math.min(kernel, Math.floor(GROUP_BYTES / rowBytes)));
  const pixels = blocks.blockRows * (blocks.columns / joined) + 6;
  const panelRows = (blocks.blockRows - 1) * stride + kernel;
  const panel = panelRows * ((blocks.columns - 1) * stride + kernel) * inputPitch * 4;
  const scratchBytes = roundUp(roundUp(pixels * 4, 16) + pixels * lanes * 4 + panel, 64);
  return { ...blocks, groupRows, lanes: narrow ? NARROW_LANES : outputPitch, scratchBytes };
}

function transformedBlocks(layer: Layer, rows: number, columns: number): Blocks {
  const { inputPitch, outputPitch, method } = layer;
  const [products, tile] = method === 'winograd' ? [16, 2] : [9, 1];
  const channels = inputPitch * 4;
  const tiles = Math.max(24, Math.min(PIXELS, Math.floor(DOMAIN_BYTES / (products * channels))));
  const blocks = cut(rows, columns, tiles, 1);
  const pixels = blocks.blockRows * blocks.columns;
  const panel = (blocks.blockRows * tile + 2) * (blocks.columns * tile + 2) * channels;
  const domain = products * (roundUp(pixels, 6) * 32 + pixels * channels);
  const scratchBytes = roundUp(roundUp((pixels + 6) * 4, 16) + domain + panel, 64);
  return { ...blocks, groupRows: 1, lanes: outputPitch, scratchBytes };
}
