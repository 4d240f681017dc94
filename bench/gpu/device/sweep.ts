import { convolutions, convolutionWork, type Convolution } from '../../../src/network/index.ts';
import type { FloatImage } from '../../../src/engine/executors/executor.ts';
import type { Gpu } from '../../../src/engine/executors/webgpu/gpu.ts';
import { prepareNetwork } from '../../../src/engine/executors/webgpu/network.ts';
import type { Precision } from '../../../src/engine/executors/webgpu/shaders.ts';
import type { Tile } from '../../../src/engine/executors/webgpu/tiles.ts';
import type { LoadedModel } from '../../../src/engine/weights/load.ts';
import { AT_ONCE } from './checks.ts';
import { Clock } from './clock.ts';
import { record, replay } from './recording.ts';
import { candidateOf, classOf, mostCandidates, tileName } from './shapes.ts';

/** What one layer takes with one tile. */
export interface Swept {
  readonly network: string;
  readonly precision: Precision;
  readonly width: number;
  readonly height: number;
  /** Of the layer, see `classOf`. */
  readonly layer: string;
  /** How many of the network's layers are like it. */
  readonly count: number;
  readonly tile: string;
  readonly ms: number;
  /** By the definition's multiply-adds. */
  readonly tflops: number;
}

/** Kernels that are not the convolution itself. */
const OTHERS = new Set(['image', 'finalize', 'add', 'painting']);

/** Time each layer class of a network, at one size, with the candidate of one number. */
export async function sweep(
  gpu: Gpu,
  model: LoadedModel,
  precision: Precision,
  image: FloatImage,
  index: number,
  passes: number,
): Promise<Swept[]> {
  const { width, height } = image;
  const layers = convolutions(model.spec);
  const tiles = new Map<string, Tile>();
  const tileOf = (conv: Convolution, pixels: number) => {
    const tile = candidateOf(index, precision)(conv, pixels);
    tiles.set(conv.name, tile);
    return tile;
  };
  const options = { precision, workAtATime: AT_ONCE, tileOf };
  const prepared = await prepareNetwork(model, gpu, options);
  try {
    const style = Array.from({ length: model.styles }, (_, row) => Number(row === 0));
    const dispatches = await record(prepared, image, style);
    const work = convolutionWork(model.spec, height, width);
    const clock = new Clock(gpu.device);
    const found: Swept[] = [];
    for (const [layer, conv] of layers.entries()) {
      const name = classOf(conv);
      if (found.some((other) => other.layer === name)) continue;
      const own = dispatches.filter(
        (dispatch) => dispatch.layer === layer && !OTHERS.has(dispatch.kernel),
      );
      const ms = await clock.median((pass) => replay(pass, own), passes);
      found.push({
        ...{ network: model.spec.id, precision, width, height, layer: name },
        count: layers.filter((other) => classOf(other) === name).length,
        tile: tileName(tiles.get(conv.name) as Tile),
        ms,
        tflops: (2 * (work[layer] ?? 0)) / ms / 1e9,
      });
    }
    return found;
  } finally {
    prepared.dispose();
  }
}

/** How many numbers `sweep` takes for a network. */
export const sweepCount = (model: LoadedModel, precision: Precision): number =>
  mostCandidates(convolutions(model.spec), precision);

/**
 * The fastest tiles of a sweep, as `NetworkOptions.tileOf`; where a layer was not measured, the first candidate.
 * @param swept of one network, precision and size
 */
export function fastest(swept: readonly Swept[]): (conv: Convolution, pixels: number) => Tile {
  const precision = swept[0]?.precision ?? 'float32';
  return (conv, pixels) => {
    const own = swept.filter(({ layer }) => layer === classOf(conv));
    const [best] = [...own].sort((a, b) => a.ms - b.ms);
    for (let i = 0; i < mostCandidates([conv], precision); i++) {
      const tile = candidateOf(i, precision)(conv, pixels);
      if (tileName(tile) === best?.tile) return tile;
    }
    return candidateOf(0, precision)(conv, pixels);
  };
}
