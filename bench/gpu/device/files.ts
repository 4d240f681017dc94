import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { ANY_NETWORK, toFloats } from '../../../src/engine/host/pad.ts';
import type { FloatImage } from '../../../src/engine/executors/executor.ts';
import type { Manifest } from '../../../src/engine/manifest.ts';
import { rowCount } from '../../../src/engine/styleRows.ts';
import { loadModel, type LoadedModel } from '../../../src/engine/weights/load.ts';

/** Both networks, in float32: weights of float16 are made of them on the way to the device. */
export const NETWORKS = ['original', 'compressed'] as const;

/** A small picture, and what PyTorch makes of it. */
export interface Golden {
  readonly file: string;
  readonly image: FloatImage;
  readonly style: readonly number[];
  readonly expected: Float32Array;
}

/** What the repository has, from its files: there is no server. */
export class Files {
  readonly manifest: Manifest;

  constructor(private readonly root: string) {
    this.manifest = this.json('models/manifest.json') as Manifest;
  }

  read(path: string): Buffer<ArrayBuffer> {
    return readFileSync(join(this.root, path));
  }

  json(path: string): unknown {
    return JSON.parse(this.read(path).toString());
  }

  /** A network with its float32 weights. */
  async model(network: string): Promise<LoadedModel> {
    const base = 'http://models.invalid/';
    const entry = this.manifest.models.find(({ id }) => id === `${network}-float32`);
    if (!entry) throw new Error(`There is no float32 model of ${network}.`);
    globalThis.fetch = async (given) => {
      const url = given instanceof Request ? given.url : given.toString();
      return new Response(this.read(`models/${url.replace(base, '')}`));
    };
    return loadModel(entry, base, () => {});
  }

  /** The goldens of a network in float32, of the picture whose sides need no padding. */
  goldens(network: string): Golden[] {
    const all = this.json('e2e/goldens/index.json') as readonly {
      file: string;
      model: string;
      photo: string;
      rows: Readonly<Record<string, number>>;
    }[];
    const { width, height, data } = PNG.sync.read(this.read('e2e/goldens/photo.png'));
    const image = toFloats({ width, height, data: new Uint8ClampedArray(data) }, ANY_NETWORK);
    return all
      .filter(({ model, photo }) => model === `${network}-float32` && photo === 'photo.png')
      .map(({ file, rows }) => ({
        file,
        image,
        style: Array.from(
          { length: rowCount(this.manifest.styles) },
          (_, row) => rows[String(row)] ?? 0,
        ),
        expected: new Float32Array(new Uint8Array(this.read(`e2e/goldens/${file}`)).buffer),
      }));
  }
}

/** A picture of any size with some structure: its contents do not matter for times. */
export function pictureOf(width: number, height: number): FloatImage {
  const values = Float32Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return 0.5 + 0.5 * Math.sin(x * 0.07 + y * 0.05 * ((i % 3) + 1));
  });
  return { width, height, values };
}
