import { describe, expect, it } from 'vitest';
import { rank, type Probe } from './probe.ts';

const gpu = { id: 'webgpu', device: 'NVIDIA H100', software: false } as const;
const gl = { id: 'webgl', device: 'ANGLE (NVIDIA)', software: false } as const;
const wasm = { id: 'wasm', device: 'Processor', software: false } as const;
const softGpu = { ...gpu, device: 'SwiftShader', software: true } as const;
const softGl = { ...gl, device: 'SwiftShader', software: true } as const;
const noGpu = {
  id: 'webgpu',
  reason: { code: 'engine/executor-missing', executor: 'webgpu' },
} as const;

describe('the executor', () => {
  it.each<[string, Probe[], string]>([
    ['webgpu before webgl before wasm', [gpu, gl, wasm], 'webgpu,webgl,wasm'],
    ['an emulated GPU comes after wasm', [softGpu, softGl, wasm], 'wasm,webgpu,webgl'],
    ['a real webgl before an emulated webgpu', [softGpu, gl, wasm], 'webgl,wasm,webgpu'],
    ['webgl where there is no webgpu', [noGpu, gl, wasm], 'webgl,wasm'],
  ])('%s', (_, probes, order) => {
    const { available, chosen } = rank(probes);
    expect(available.map((e) => e.id).join()).toBe(order);
    expect(chosen).toBe(available[0]);
  });

  it('can be forced, where the browser has it', () => {
    expect(rank([softGpu, wasm], 'webgpu').chosen).toBe(softGpu);
    const without = rank([noGpu, wasm], 'webgpu');
    expect(without.chosen).toBe(wasm);
    expect(without.missing).toEqual([noGpu]);
  });

  it('is a fault where there is none', () => {
    expect(() => rank([noGpu])).toThrow(
      expect.objectContaining({ fault: { code: 'engine/no-executor' } }),
    );
  });
});
