import { describe, expect, it } from 'vitest';
import { rank, type Probe } from './rank.ts';

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
