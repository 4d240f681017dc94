// node src/engine/executors/wasm/testing/roofline.mjs [--model compressed-float32] [--size 256] [--threads 2]
//   [--variant relaxed-threads] [--runs 8]: GFLOP/s of each layer in a real browser, and the peak. A model of the
//   manifest, or of the ladder, such as compact-float16.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { browserArguments, findBrowser } from '../../../../../scripts/browser.mjs';
import { developmentHeaders } from '../../../../../scripts/headers.mjs';
import { ROOT } from '../../../../../scripts/prepare.mjs';
import { buildWasm } from '../../../../../scripts/wasm.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'compressed-float32' },
    size: { type: 'string', default: '256' },
    threads: { type: 'string', default: '2' },
    variant: { type: 'string' },
    runs: { type: 'string', default: '8' },
  },
});
const threads = Number(values.threads);
const size = Number(values.size);
const job = {
  ...{ model: values.model, height: size, width: size, threads, runs: Number(values.runs) },
  variant: values.variant ?? (threads > 1 ? 'relaxed-threads' : 'relaxed'),
};

/** A browser that has just started is busy with itself for a while, on the same cores. */
const SETTLE_MS = 2000;

await buildWasm();
const server = await createServer({
  configFile: false,
  root: ROOT,
  cacheDir: join(ROOT, 'node_modules/.cache/roofline'),
  server: { headers: developmentHeaders, port: 0, host: '127.0.0.1', hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  logLevel: 'error',
});
await server.listen();
const [address = ''] = server.resolvedUrls?.local ?? [];
const executablePath = await findBrowser();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: browserArguments,
});
const page = await browser.newPage();
await page.goto(`${address}public/icon.svg`);
await page.waitForTimeout(SETTLE_MS);
/** @type {Awaited<ReturnType<typeof import('./roofline.worker.ts').measure>>} */
const result = await page.evaluate(
  (job) =>
    new Promise((resolve, reject) => {
      const worker = new Worker('/src/engine/executors/wasm/testing/roofline.worker.ts', {
        type: 'module',
      });
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(job);
    }),
  job,
);
await browser.close();
await server.close();

const { peak, device, loadMs, startMs, prepareMs, coldMs, times } = result;
const { layers, first, heapBytes, multiplyAdds } = result;
console.log(`${job.model} ${size} x ${size}, ${job.variant}, ${device}`);
console.log(
  `weights loaded in ${loadMs.toFixed(0)} ms; then cold ${coldMs.toFixed(0)} ms (start ${startMs.toFixed(0)}, packed in ${prepareMs.toFixed(0)}), runs ${times.map((ms) => ms.toFixed(0)).join(' ')}`,
);
const sorted = times.sort((a, b) => a - b);
const median = sorted[sorted.length >> 1] ?? 0;
console.log(
  `best ${sorted[0]?.toFixed(1)} ms, median ${median.toFixed(1)} ms, heap ${(heapBytes / 1e6).toFixed(1)} MB`,
);
console.log(`peak in registers ${peak.toFixed(1)} GFLOP/s a thread`);
// Multiply-adds of the plain convolution, which is what a reader compares.
for (const [name, macs] of Object.entries(multiplyAdds)) {
  const ms = layers[name] ?? 0;
  const gflops = (2 * macs) / ms / 1e6;
  console.log(
    `${name.padEnd(8)} ${ms.toFixed(2).padStart(8)} ms ${gflops.toFixed(1).padStart(7)} GFLOP/s of the plain convolution, ${(first[name] ?? 0).toFixed(2).padStart(8)} ms at first`,
  );
}
