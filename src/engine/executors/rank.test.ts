import { afterEach, describe, expect, it, vi } from 'vitest';
import { REGISTRY } from './index.ts';
import { probeAll, rank, type Probe } from './rank.ts';
import { EngineProblem } from '../problems.ts';

const firstSizes = { picture: 1024, frame: 256 };
const gpu = { id: 'webgpu', device: 'NVIDIA H100', software: false, firstSizes } as const;
const gl = { id: 'tfjs-webgl', device: 'ANGLE (NVIDIA)', software: false, firstSizes } as const;
const wasm = { id: 'wasm', device: '', software: false, firstSizes } as const;
const tfjsWasm = { ...wasm, id: 'tfjs-wasm' } as const;
const softGpu = { ...gpu, device: 'SwiftShader', software: true } as const;
const softGl = { ...gl, device: 'SwiftShader', software: true } as const;
const noGpu = {
  id: 'webgpu',
  reason: { code: 'engine/executor-missing', executor: 'webgpu' },
} as const;

describe('the executor', () => {
  it.each<[string, Probe[], string]>([
    [
      'webgpu before webgl before wasm',
      [gpu, gl, wasm, tfjsWasm],
      'webgpu,tfjs-webgl,wasm,tfjs-wasm',
    ],
    [
      'an emulated GPU comes after wasm',
      [softGpu, softGl, wasm, tfjsWasm],
      'wasm,tfjs-wasm,webgpu,tfjs-webgl',
    ],
    ['a real webgl before an emulated webgpu', [softGpu, gl, wasm], 'tfjs-webgl,wasm,webgpu'],
    ['webgl where there is no webgpu', [noGpu, gl, wasm], 'tfjs-webgl,wasm'],
  ])('%s', (_, probes, order) => {
    const { available, chosen } = rank(probes);
    expect(available.map((e) => e.id).join()).toBe(order);
    expect(chosen).toBe(available[0]);
  });

  it('can be forced, where the browser has it', () => {
    const id = 'webgpu';
    expect(rank([softGpu, wasm], id).chosen).toBe(softGpu);
    const without = rank([noGpu, wasm], id);
    expect(without.chosen).toBe(wasm);
    expect(without.missing).toEqual([noGpu]);
  });

  it('is a fault where there is none', () => {
    expect(() => rank([noGpu])).toThrow(
      expect.objectContaining({ fault: { code: 'engine/no-executor' } }),
    );
  });
});

describe('a probe', () => {
  afterEach(() => vi.unstubAllGlobals());
  const webgl = async () => (await probeAll()).find(({ id }) => id === 'tfjs-webgl');

  /** A browser whose WebGL says that it is `name`, and of which `read` is read. */
  function stubWebgl(name: string, read: readonly number[]) {
    const gl = {
      getExtension: (wanted: string) =>
        wanted === 'WEBGL_debug_renderer_info'
          ? { UNMASKED_RENDERER_WEBGL: 1 }
          : { loseContext() {} },
      getParameter: () => name,
      clearColor() {},
      clear() {},
      readPixels: (...args: unknown[]) =>
        (args[6] as Uint8Array).forEach((_, i, all) => (all[i] = read[i % 4] ?? 0)),
    };
    vi.stubGlobal(
      'OffscreenCanvas',
      class {
        getContext = () => gl;
      },
    );
  }

  it('finds WebGL where what is read is what was drawn, but for a level or two', async () => {
    stubWebgl('ANGLE (NVIDIA)', [64, 129, 191, 255]);
    expect(await webgl()).toMatchObject({ device: 'ANGLE (NVIDIA)', software: false });
  });

  it.each([
    [
      'is called “Mozilla”, as every GPU in a Firefox that hides it',
      'Mozilla',
      [64, 128, 192, 255],
    ],
    ['gives noise', 'ANGLE (NVIDIA)', [43, 208, 59, 108]],
  ])('does not take WebGL that %s, and says why', async (_, name, read) => {
    stubWebgl(name, read);
    expect(await webgl()).toEqual({
      id: 'tfjs-webgl',
      reason: { code: 'engine/gpu-hidden', executor: 'tfjs-webgl' },
    });
  });

  it('that throws says nothing about the others', async () => {
    const spy = vi.spyOn(REGISTRY[3], 'probe').mockRejectedValue(new Error('half-finished'));
    const fault = { code: 'engine/executor-missing', executor: 'wasm' } as const;
    expect(await probeAll()).toContainEqual({ id: 'wasm', reason: fault });
    spy.mockRejectedValue(new EngineProblem({ code: 'engine/no-executor' }));
    expect(await probeAll()).toContainEqual({ id: 'wasm', reason: { code: 'engine/no-executor' } });
    spy.mockRestore();
  });
});
