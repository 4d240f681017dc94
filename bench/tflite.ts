import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ROOT } from '../scripts/prepare.mjs';
import { exportedModel, type ModelJson } from '../src/engine/export/exported.ts';
import { toTflite } from '../src/engine/export/tflite.ts';

/** `original-float32-256x128.tflite`: a model's folder, width and height. */
const NAME = /^\/([a-z0-9-]+)-(\d+)x(\d+)\.tflite$/;

/**
 * Serves the models of models/ as TensorFlow Lite files, each made for the size that is asked for: LiteRT.js does not
 * take another one.
 */
export function tfliteHandler(headers: Readonly<Record<string, string>>) {
  return ({ url = '' }: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const [, id = '', width, height] = NAME.exec(url) ?? [];
    if (!id) return next();
    const folder = join(ROOT, 'models', id);
    const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as ModelJson;
    const shard = new Uint8Array(readFileSync(join(folder, 'weights.bin')));
    const model = exportedModel(json, shard.buffer);
    const bytes = toTflite(model, { width: Number(width), height: Number(height) });
    response.writeHead(200, { ...headers, 'content-type': 'application/octet-stream' });
    response.end(bytes);
    return undefined;
  };
}
