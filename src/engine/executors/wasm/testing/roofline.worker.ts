/** In the browser: times a network on our kernels, layer by layer, and the peak that they could reach. */
import { layerTable } from '../../../../network/index.ts';
import type { Manifest } from '../../../manifest.ts';
import { Stopwatch } from '../../stopwatch.ts';
import { loadModel } from '../../../weights/load.ts';
import { PROCESSOR_SIZES } from '../../entry.ts';
import { createWasmExecutor } from '../executor.ts';
import { instantiate } from '../kernels.ts';
import { Heap } from '../heap.ts';
import { variantUrls, type Variant } from '../variant.ts';

export interface RooflineJob {
  readonly model: string;
  readonly height: number;
  readonly width: number;
  readonly threads: number;
  readonly variant: Variant;
  readonly runs: number;
}

/** GFLOP/s of the micro-kernel's arithmetic in registers, on one thread: the best of some tries. */
async function peakOf(variant: Variant): Promise<number> {
  const bytes = await fetch(new URL(variantUrls[variant], import.meta.url));
  const heap = new Heap(variant.endsWith('-threads'));
  const module = await WebAssembly.compile(await bytes.arrayBuffer());
  const kernels = await instantiate(module, heap.memory);
  let best = 0;
  for (let i = 0; i < 6; i++) {
    const start = performance.now();
    kernels.peak(5e6);
    best = Math.max(best, (96 * 5e6) / (performance.now() - start) / 1e6);
  }
  return best;
}

export async function measure({ model, height, width, threads, variant, runs }: RooflineJob) {
  const begin = performance.now();
  const base = new URL('/models/', self.location.href).href;
  const lists = ['manifest.json', 'ladder.json'].map(async (name) => {
    const list = (await (await fetch(`${base}${name}`)).json()) as Pick<Manifest, 'models'>;
    return list.models;
  });
  const entry = (await Promise.all(lists)).flat().find(({ id }) => id === model);
  if (!entry) throw new Error(`no model ${model}`);
  const loaded = await loadModel(entry, base, () => {});
  const loadMs = performance.now() - begin;
  const cold = performance.now();
  const executor = await createWasmExecutor(
    { id: 'wasm', device: '', software: false, firstSizes: PROCESSOR_SIZES },
    { variant, threads },
  );
  const startMs = performance.now() - cold;
  const prepared = await executor.prepare(loaded);
  const prepareMs = performance.now() - cold - startMs;
  const values = Float32Array.from({ length: height * width * 3 }, (_, i) => (i * 0.618) % 1);
  const style = Array.from({ length: loaded.styles }, (_, row) => (row === 0 ? 1 : 0));
  const times: number[] = [];
  const layers: Record<string, number> = {};
  let first: Record<string, number> = {};
  let coldMs = 0;
  let heapBytes = 0;
  for (let run = 0; run < runs; run++) {
    const stopwatch = new Stopwatch('layers');
    const start = performance.now();
    await prepared.run({ height, width, values }, style, { stopwatch });
    if (run === 0) coldMs = performance.now() - cold;
    times.push(performance.now() - start);
    heapBytes = stopwatch.peak?.bytes ?? 0;
    if (run === 0) first = stopwatch.layers ?? {};
    for (const [name, ms] of Object.entries(stopwatch.layers ?? {})) {
      layers[name] = Math.min(layers[name] ?? Infinity, ms);
    }
  }
  executor.dispose();
  const device = `${executor.info.threads} threads`;
  const table = layerTable(loaded.spec, height, width);
  const multiplyAdds = Object.fromEntries(table.map((row) => [row.layer, row.multiplyAdds]));
  return {
    peak: await peakOf(variant),
    device,
    startMs,
    prepareMs,
    loadMs,
    coldMs,
    times,
    layers,
    first,
    heapBytes,
    multiplyAdds,
  };
}

self.addEventListener('message', ({ data }: MessageEvent<RooflineJob>) => {
  measure(data).then(
    (result) => self.postMessage(result),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
});
