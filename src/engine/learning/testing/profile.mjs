// node src/engine/learning/testing/profile.mjs [--model compressed-float16] [--side 128] [--runs 6] [--threads 1]:
//   the time of one step of learning, two crops, in Node on our kernels, by operation; the best of the runs.
import { setFlagsFromString } from 'node:v8';
import { ensureInstalled } from '../../../../scripts/prepare.mjs';
import { buildWasm } from '../../../../scripts/wasm.mjs';

ensureInstalled();
// Node 20 has the fused multiply-add that browsers have, behind a flag.
setFlagsFromString('--experimental-wasm-relaxed-simd');
await buildWasm();
const { runnerImport } = await import('vite');
const { module } = await runnerImport(new URL('profile.ts', import.meta.url).pathname, {
  configFile: false,
});
await module.profile();
