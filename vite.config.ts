import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { dawnEnvironment } from './scripts/dawn.mjs';
import { developmentHeaders, headers, headersFile, metaPolicy } from './scripts/headers.mjs';
import { chunks } from './scripts/vite-chunks.ts';
import { offline } from './scripts/vite-offline.ts';
import { licences } from './scripts/vite-licences.ts';
import { models } from './scripts/vite-models.ts';
import { withoutNode } from './scripts/vite-without-node.ts';
import { wasm } from './scripts/vite-wasm.ts';
import { workerEntries, workerFiles } from './scripts/vite-worker-entries.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const { collect, write } = chunks();
const shipped = licences();

const TESTS = ['src', 'scripts', 'bench'].map((folder) => `${folder}/**/*.test.{ts,tsx}`);
/** They have processes of their own, since Dawn is found at a process's start only. */
const DAWN_TESTS = [
  'src/engine/executors/webgpu/*.test.ts',
  'src/engine/learning/gradient.test.ts',
];

if (process.env['VITEST']) {
  Object.assign(process.env, await dawnEnvironment());
  // What browsers run: later versions of Node have it without being told.
  if (process.version.startsWith('v20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

export default defineConfig({
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(version) },
  base: './', // any static host, any sub-path
  plugins: [
    react(),
    withoutNode(),
    models(),
    wasm(),
    offline(),
    write(),
    shipped.write(),
    {
      // Vite's own rule for `composes` in CSS modules has no place of origin, and Vite warns of that. It means nothing.
      name: 'brushlite:quiet',
      configResolved({ logger }) {
        const warnOnce = logger.warnOnce.bind(logger);
        logger.warnOnce = (message, options) => {
          if (!message.includes('`from` option to `postcss.parse`')) warnOnce(message, options);
        };
      },
    },
    {
      name: 'brushlite:headers',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
      },
    },
    {
      name: 'brushlite:policy',
      apply: 'build', // Vite's dev server needs more than the policy allows
      transformIndexHtml: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy },
          injectTo: 'head-prepend', // it holds for what comes after it
        },
      ],
    },
  ],
  worker: {
    format: 'es',
    plugins: () => [withoutNode(), workerEntries(), collect(), shipped.collect()],
    rolldownOptions: { output: workerFiles },
  },
  resolve: {
    // Two copies of the TensorFlow.js engine share its global state and break each other.
    dedupe: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'],
  },
  optimizeDeps: {
    // What only workers import: found late, each would reload the page and lose the photo on it.
    include: [
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
      '@tensorflow/tfjs-core',
    ],
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // files can be streamed, cached and measured; the policy allows no others
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        // What the page starts with is one file: it is smaller than twenty, since each is compressed by itself.
        codeSplitting: {
          groups: [
            {
              name: 'shell',
              tags: ['$initial'],
              // The two that the browser starts stay files of their own.
              test: (id) => !/index\.html|\/src\/(offline\/|main\.tsx)/.test(id),
            },
          ],
        },
      },
      onLog(level, log, next) {
        // "use client" in packages made for servers, too: it means nothing here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log);
      },
    },
  },
  server: { headers: developmentHeaders },
  preview: { headers },
  test: {
    maxWorkers: availableParallelism(), // by default one less
    testTimeout: 600_000, // shaders compiled by an emulated GPU on one busy core; no test waits for it
    // A thread starts in half the time of a process.
    projects: [
      { extends: true, test: { name: 'dawn', include: DAWN_TESTS, pool: 'forks' } },
      {
        extends: true,
        test: { name: 'node', include: TESTS, exclude: DAWN_TESTS, pool: 'threads' },
      },
    ],
  },
});
