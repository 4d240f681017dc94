/** One engine and one model, from the first byte on. Messages in, answers out. */
import './heap.ts';
import type { CreateEngine, Engine } from './engine.ts';
import type { EngineId, FromWorker, Loaded, Ran, ToWorker } from './protocol.ts';

/** Each engine's code is a chunk of its own, so that a cold start loads no other. */
const engines: Record<EngineId, () => Promise<{ create: CreateEngine }>> = {
  'brushlite-wasm': () => import('./brushlite-wasm.ts'),
  'brushlite-wasm-simd': async () => ({
    create: (await import('./brushlite-wasm.ts')).createPlain,
  }),
  'tfjs-wasm': () => import('./tfjs-wasm.ts'),
  'ort-wasm': () => import('./ort-wasm.ts'),
  'tfjs-webgl': () => import('./tfjs-webgl.ts'),
  'tfjs-webgpu': () => import('./tfjs-webgpu.ts'),
  'ort-webgpu': () => import('./ort-webgpu.ts'),
};

let engine: Engine | undefined;

async function answer(message: ToWorker): Promise<Loaded | Ran> {
  if (message.type === 'load') {
    const { create } = await engines[message.engine]();
    engine = await create(message.source);
    return { threads: engine.threads };
  }
  if (!engine) throw new Error('There is no engine yet.');
  const start = performance.now();
  const painting = await engine.run(message.image, message.style);
  const ms = performance.now() - start;
  return { ms, painting, peakBytes: engine.peakBytes() };
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  answer(data).then(
    (found) => self.postMessage({ answer: found } satisfies FromWorker),
    (error: unknown) => self.postMessage({ error: String(error) } satisfies FromWorker),
  );
});
