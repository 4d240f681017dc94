/** One engine and one model, from the first byte on. The page's side is page/page.ts. */
import './heap.ts';
import { serve } from '../../src/channel/index.ts';
import type { CreateEngine, Engine } from './engine.ts';
import { countGpuCalls } from './gpuCalls.ts';
import type { BenchFault, BenchRequests, EngineId } from './requests.ts';

/** Each engine's code is a chunk of its own, so that a cold start loads no other. */
const engines: Record<EngineId, () => Promise<{ create: CreateEngine }>> = {
  'brushlite-wasm': () => import('./brushlite-wasm.ts'),
  'brushlite-wasm-simd': async () => ({
    create: (await import('./brushlite-wasm.ts')).createPlain,
  }),
  'brushlite-webgpu': () => import('./brushlite-webgpu.ts'),
  'brushlite-webgl': () => import('./brushlite-webgl.ts'),
  'brushlite-webgl-composed': async () => ({
    create: (await import('./brushlite-webgl.ts')).createWithout,
  }),
  'tfjs-wasm': () => import('./tfjs-wasm.ts'),
  'ort-wasm': () => import('./ort-wasm.ts'),
  'litert-wasm': () => import('./litert-wasm.ts'),
  'tfjs-webgl': () => import('./tfjs-webgl.ts'),
  'tfjs-webgl-exp-conv': () => import('./tfjs-webgl-exp-conv.ts'),
  'tfjs-webgpu': () => import('./tfjs-webgpu.ts'),
  'ort-webgpu': () => import('./ort-webgpu.ts'),
  'litert-webgpu': () => import('./litert-webgpu.ts'),
};

serve<BenchRequests>(
  () => {
    let running: Engine | undefined;
    const engine = () => {
      if (!running) throw new Error('There is no engine yet.');
      return running;
    };
    return {
      async load({ engine, source }) {
        const { create } = await engines[engine]();
        running = await create(source);
        return { threads: running.threads };
      },
      async run({ image, style }) {
        const start = performance.now();
        const painting = await engine().run(image, style);
        const ms = performance.now() - start;
        return { ms, painting, peakBytes: engine().peakBytes() };
      },
      count: ({ image, style }) => countGpuCalls(() => engine().run(image, style)),
    };
  },
  (error): BenchFault => ({ code: 'bench/failed', text: String(error) }),
);
