import { isDoubled, PLANAR, PRODUCTS, roundUp, TILE, type Layer } from './method.ts';
import type { Step } from './step.ts';

/** Tickets that a step should have: with fewer, one thread waits for the other's last. */
const TICKETS = 32;
/** For this many a block is made smaller than is good for the caches. */
const LEAST_TICKETS = 16;
/** Pixels that are computed together: their sums for 8 channels stay in L1. */
const PIXELS = 256;
/** Bytes of weights that stay in L1 while the pixels of a block go by. */
const GROUP_BYTES = 20_000;
/** Bytes of vectors in a transformed domain that stay in L2. */
const DOMAIN_BYTES = 600_000;
/** Rows of tiles of a strip at least, where two more have to be transformed for them. */
const STRIP_TILES = 4;
/** Tiles that the micro-kernel of planar.ts takes at once. */
const PLANAR_TILES = 16;
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

/**
 * How an output of `height` x `width` pixels is cut into tickets and blocks, for any number of threads. `before`: the
 * depthwise convolution that a separable one is computed with.
 */
export function blocksOf(layer: Layer, height: number, width: number, before?: Layer): Blocks {
  switch (layer.method) {
    case 'direct':
      return directBlocks(layer, height, width);
    case 'depthwise':
      throw new Error('a depthwise convolution has no step');
    case 'separable':
      if (!before) throw new Error('a separable convolution needs its depthwise one');
      return separableBlocks(layer, before, height, width);
    case 'planar':
      return planarBlocks(layer, Math.ceil(height / TILE), Math.ceil(width / TILE));
    case 'winograd':
      return transformedBlocks(
        layer,
        'winograd',
        Math.ceil(height / TILE),
        Math.ceil(width / TILE),
      );
    case 'doubled':
      return transformedBlocks(layer, 'doubled', Math.ceil(height / 2), Math.ceil(width / 2));
  }
}

/** Cut `columns` into equal chunks, each a multiple of `multiple` and no larger than about `most`. */
function cutColumns(columns: number, most: number, multiple = 1) {
  const chunks = Math.ceil(columns / Math.max(multiple, most));
  const chunk = roundUp(Math.ceil(columns / chunks), multiple);
  return { columns: chunk, chunks: Math.ceil(columns / chunk) };
}

/** Cut `rows` x `columns` so that a block has about `pixels`, and columns in multiples of `multiple`. */
function cut(rows: number, columns: number, pixels: number, minStrip: number, multiple = 1) {
  const { columns: chunk, chunks } = cutColumns(columns, pixels * 1.5, multiple);
  const most = Math.max(1, Math.floor((rows * chunks) / LEAST_TICKETS));
  const blockRows = Math.max(1, Math.min(most, Math.round(pixels / chunk)));
  const wanted = Math.max(minStrip, Math.floor((rows * chunks) / TICKETS));
  const stripRows = Math.max(1, Math.floor(wanted / blockRows)) * blockRows;
  const strips = Math.ceil(rows / stripRows);
  return { columns: chunk, chunks, blockRows, stripRows, strips };
}

function directBlocks(layer: Layer, height: number, width: number): Blocks {
  const { kernel, stride, inputPitch, outputPitch } = layer;
  const blocks = cut(height, width, PIXELS, kernel > 3 ? STRIP_ROWS : 1);
  const rowBytes = kernel * inputPitch * 32;
  const groupRows = Math.max(1, Math.min(kernel, Math.floor(GROUP_BYTES / rowBytes)));
  const pixels = blocks.blockRows * blocks.columns + 6;
  const panelRows = (blocks.blockRows - 1) * stride + kernel;
  const panel = panelRows * ((blocks.columns - 1) * stride + kernel) * inputPitch * 4;
  const scratchBytes = roundUp(roundUp(pixels * 4, 16) + pixels * 32 + panel, 64);
  return { ...blocks, groupRows, lanes: outputPitch, scratchBytes };
}

function separableBlocks(layer: Layer, before: Layer, height: number, width: number): Blocks {
  const { inputPitch, outputPitch } = layer;
  const { kernel, stride } = before;
  const doubled = isDoubled(before);
  const blocks = cut(height, width, PIXELS, 1, doubled ? 2 : 1);
  const { blockRows, columns } = blocks;
  const pixels = blockRows * columns;
  const rows = doubled ? (blockRows >> 1) + 2 : (blockRows - 1) * stride + kernel;
  const across = doubled ? (columns >> 1) + 2 : (columns - 1) * stride + kernel;
  const maps = (pixels + rows * across) * inputPitch * 4;
  const sums = roundUp((pixels + 6) * 4, 16) + (pixels + 6) * 32;
  return { ...blocks, groupRows: 1, lanes: outputPitch, scratchBytes: roundUp(sums + maps, 64) };
}

function transformedBlocks(
  { kernel, inputPitch, outputPitch }: Layer,
  method: 'winograd' | 'doubled',
  rows: number,
  columns: number,
): Blocks {
  const tile = method === 'doubled' ? 1 : TILE;
  const kernelBlocks = kernel / 3;
  const products = PRODUCTS[method];
  const channels = inputPitch * 4;
  const tileBytes = products * (channels + 32);
  const tiles = Math.max(24, Math.min(PIXELS, Math.floor(DOMAIN_BYTES / tileBytes)));
  const blocks = cut(rows, columns, tiles, 1);
  const pixels = blocks.blockRows * blocks.columns;
  const inputRows = blocks.blockRows + kernelBlocks - 1;
  const inputColumns = blocks.columns + kernelBlocks - 1;
  const panelColumns = inputColumns * tile + 2;
  const panel = (inputRows * tile + 2) * panelColumns * channels + 16;
  const domain = products * inputRows * (inputColumns * channels + 16);
  const results = products * roundUp(pixels, 6) * 32;
  const offsets = roundUp((pixels + 6) * 4, 16);
  const scratchBytes = roundUp(
    offsets + results + temporaryBytes(panelColumns) + domain + panel,
    64,
  );
  return { ...blocks, groupRows: 1, lanes: outputPitch, scratchBytes };
}

function planarBlocks(layer: Layer, rows: number, columns: number): Blocks {
  const channels = layer.inputPitch * 4;
  const products = PRODUCTS.planar;
  const most = Math.floor(DOMAIN_BYTES / (products * 3 * channels * PLANAR_TILES)) * PLANAR_TILES;
  const { columns: chunk, chunks } = cutColumns(columns, most, PLANAR_TILES);
  const stripRows = Math.max(STRIP_TILES, Math.floor((rows * chunks) / LEAST_TICKETS));
  const inputColumns = (chunk + 2) * TILE + 2;
  const scratchBytes =
    products * chunk * 12 +
    temporaryBytes(inputColumns) +
    products * (chunk + 4) * 16 +
    products * 3 * channels * (chunk + 4) +
    5 * inputColumns * channels;
  return {
    ...{ columns: chunk, chunks, blockRows: 1, groupRows: 1, lanes: PLANAR.lanes },
    ...{ stripRows, strips: Math.ceil(rows / stripRows), scratchBytes: roundUp(scratchBytes, 64) },
  };
}

/** What winogradInput needs for a row of so many pixels. */
function temporaryBytes(columns: number): number {
  return 5 * columns * 16;
}
