/** What the engine's unit tests need in Node: the repo's models served by a stub, and tfjs on wasm. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { PNG } from 'pngjs';
import type { NetworkSpec } from '../../network/index.ts';
import type { Executor } from '../executors/executor.ts';
import type { Manifest } from '../manifest.ts';
import { rowCount } from '../styleRows.ts';
import type { AvailableExecutor, Pixels } from '../stylizer.ts';
import { prepareNetwork } from '../executors/tfjs/network.ts';
import { wasmBackend } from '../executors/tfjs-wasm/executor.ts';

const REPO = new URL('../../../', import.meta.url);
export const BASE = 'http://models.test/';

export const repoFile = (path: string) => readFileSync(fileURLToPath(new URL(path, REPO)));

export const networkOf = (id: string) =>
  JSON.parse(repoFile(`models/networks/${id}.json`).toString()) as NetworkSpec;

export const manifest = JSON.parse(repoFile('models/manifest.json').toString()) as Manifest;

/** A fetch that serves the repo's models/ under BASE. `change` may replace a file's answer. */
export function modelServer(change: (path: string) => Response | undefined = () => undefined) {
  const asked: string[] = [];
  const fetch = (input: string | URL): Promise<Response> => {
    const path = input.toString().replace(BASE, '');
    asked.push(path);
    return Promise.resolve(
      change(path) ?? new Response(new Uint8Array(repoFile(`models/${path}`))),
    );
  };
  return { fetch, asked };
}

export const WASM: AvailableExecutor = {
  id: 'wasm',
  device: 'Node',
  software: false,
  firstSizes: { picture: 512, frame: 128 },
};

/** The tfjs executor on wasm, started as Node needs it. */
export async function nodeExecutor(): Promise<Executor> {
  setWasmPaths(fileURLToPath(new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/', REPO)));
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs did not start on wasm');
  const before = tf.memory().numTensors;
  return {
    info: WASM,
    limits: { side: Number.POSITIVE_INFINITY },
    lost: new Promise(() => {}),
    prepare: async (model) => prepareNetwork(model, wasmBackend),
    allocations: () => tf.memory().numTensors - before,
    dispose: () => {},
  };
}

export interface Golden {
  readonly file: string;
  readonly model: string;
  readonly style: string;
  /** The weight of each style row that is not 0: half of the soft row and half of the bold one. */
  readonly rows: Readonly<Record<string, number>>;
  readonly photo: string;
  readonly width: number;
  readonly height: number;
  /** Of the model.json that it was made with. */
  readonly sha256: string;
}

/** What PyTorch makes of small pictures, see training/goldens.py. */
export const goldens = JSON.parse(repoFile('e2e/goldens/index.json').toString()) as Golden[];

/** @returns the weights of the models' style rows that a golden was made with */
export const mixOf = ({ rows }: Golden) =>
  Array.from({ length: rowCount(manifest.styles) }, (_, row) => rows[row] ?? 0);

/** A golden's values, RGB in 0..1, [height, width, 3]. */
export function goldenValues(golden: Golden): Float32Array {
  const bytes = new Uint8Array(repoFile(`e2e/goldens/${golden.file}`));
  return new Float32Array(bytes.buffer);
}

export function readPng(path: string): Pixels {
  const { width, height, data } = PNG.sync.read(repoFile(path));
  return { width, height, data: new Uint8ClampedArray(data) };
}
