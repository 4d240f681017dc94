import { join } from 'node:path';
import { build, preview, type InlineConfig, type Plugin } from 'vite';
import { fileHandler } from '../scripts/static.mjs';
import { developmentHeaders } from '../scripts/headers.mjs';
import { ROOT } from '../scripts/prepare.mjs';
import { tfliteHandler } from './tflite.ts';
import { wasm } from '../scripts/vite-wasm.ts';

/** Build products, where neither git nor a formatter looks. */
const CACHE = join(ROOT, 'node_modules/.cache/bench');
export const ONNX = join(CACHE, 'onnx');

/** What is beside the page, by address. */
const FOLDERS = {
  '/models': join(ROOT, 'models'),
  '/samples': join(ROOT, 'public/samples'),
  '/goldens': join(ROOT, 'e2e/goldens'),
  '/onnx': ONNX,
  '/litert': join(ROOT, 'node_modules/@litertjs/core/wasm'),
};

/** A profile that was here before takes the files from its cache; each has a profile of its own. */
const headers = { ...developmentHeaders, 'cache-control': 'max-age=3600' };

const folders: Plugin = {
  name: 'bench:folders',
  configurePreviewServer({ middlewares }) {
    for (const [address, folder] of Object.entries(FOLDERS)) {
      middlewares.use(address, fileHandler(folder, headers));
    }
    middlewares.use('/tflite', tfliteHandler(headers));
  },
};

const config: InlineConfig = {
  configFile: false,
  root: join(ROOT, 'bench/page'),
  base: './',
  logLevel: 'warn',
  plugins: [folders, wasm()],
  worker: { format: 'es' },
  // Two copies of the TensorFlow.js engine share its global state and break each other.
  resolve: { dedupe: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'] },
  build: {
    target: 'es2022',
    outDir: join(CACHE, 'page'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // Isolated, for threads. Without the app's policy: libraries make workers from blobs. By number, since
  // another program could have the same port of the other address that "localhost" has.
  preview: { host: '127.0.0.1', port: 4189, headers },
};

/** Build the page, as it would be for visitors, and serve it with the models beside it. */
export async function servePage(): Promise<{ url: string; close(): Promise<void> }> {
  await build(config);
  const server = await preview(config);
  const [url] = server.resolvedUrls?.local ?? [];
  if (!url) throw new Error('Vite serves nothing.');
  return { url, close: () => server.close() };
}
