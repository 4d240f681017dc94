import { EngineProblem, type EngineFault } from '../problems.ts';
import type { Capabilities, ExecutorId, ExecutorInfo } from '../stylizer.ts';

/** What probing one executor found: it is here, or why not. */
export type Probe = ExecutorInfo | { readonly id: ExecutorId; readonly reason: EngineFault };

/** Renderers that compute on the processor: SwiftShader, Mesa's llvmpipe and lavapipe, Windows' WARP. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i;

/** Ask the browser for every executor. Works in a worker and on the page. */
export async function probeAll(): Promise<Probe[]> {
  const probes: [ExecutorId, () => Promise<Probe>][] = [
    ['webgpu', probeWebGpu],
    ['webgl', probeWebGl],
    ['wasm', () => probeWasm('wasm')],
    ['tfjs-wasm', () => probeWasm('tfjs-wasm')],
  ];
  // One that throws, as half-finished browsers do, says nothing about the others.
  return Promise.all(probes.map(([id, probe]) => probe().catch(() => absent(id))));
}

/**
 * Put the probes in the order of preference: real GPUs first (WebGPU before WebGL), then our own kernels
 * on WebAssembly, then TensorFlow.js', then emulated GPUs. `forced` is chosen where it is available.
 * Throws EngineProblem `no-executor` when there is none.
 */
export function rank(probes: readonly Probe[], forced?: ExecutorId): Capabilities {
  const found = probes.filter((probe): probe is ExecutorInfo => 'device' in probe);
  const real = found.filter(({ software }) => !software);
  const wasm = real.filter(({ id }) => id === 'wasm' || id === 'tfjs-wasm');
  const emulated = found.filter(({ software }) => software);
  const available = [...real.filter((executor) => !wasm.includes(executor)), ...wasm, ...emulated];
  const chosen = available.find((e) => e.id === forced) ?? available[0];
  if (!chosen) {
    throw new EngineProblem({ code: 'engine/no-executor' });
  }
  const missing = probes.filter((probe) => 'reason' in probe);
  return { available, missing, chosen };
}

const absent = (executor: ExecutorId): Probe => ({
  id: executor,
  reason: { code: 'engine/executor-missing', executor },
});

async function probeWebGpu(): Promise<Probe> {
  const adapter = await navigator.gpu
    ?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return absent('webgpu');
  // Chrome had no `info` before version 127.
  const { vendor, architecture, description, isFallbackAdapter } =
    adapter.info ?? ({} as Partial<GPUAdapterInfo>);
  const device = description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed GPU';
  const software = Boolean(isFallbackAdapter) || SOFTWARE.test(`${device} ${architecture}`);
  return { id: 'webgpu', device, software };
}

async function probeWebGl(): Promise<Probe> {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  // Without float render targets the activations do not fit.
  if (!gl?.getExtension('EXT_color_buffer_float')) return absent('webgl');
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const device = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext(); // browsers allow few contexts at a time
  return { id: 'webgl', device, software: SOFTWARE.test(device) };
}

/** `i8x16.popcnt` of a constant: compiles only where WebAssembly has SIMD. */
const SIMD_MODULE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
];

async function probeWasm(id: 'wasm' | 'tfjs-wasm'): Promise<Probe> {
  if (!globalThis.WebAssembly?.validate(new Uint8Array(SIMD_MODULE))) return absent(id);
  return { id, device: '', software: false };
}
