import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  EXECUTOR_CHOICES,
  EXECUTOR_IDS,
  EXECUTORS,
  executorOf,
  isChosen,
  REFERENCE_EXECUTOR,
} from './index.ts';

it('has the executors in the order of preference, each by its folder', () => {
  expect(EXECUTOR_IDS).toEqual(['webgpu', 'tfjs-webgpu', 'tfjs-webgl', 'wasm', 'tfjs-wasm']);
  for (const id of EXECUTOR_IDS) {
    const file = new URL(`./${id}/executor.ts`, import.meta.url);
    expect(existsSync(fileURLToPath(file))).toBe(true);
  }
});

it('compares with TensorFlow.js on WebAssembly', () => {
  expect(REFERENCE_EXECUTOR).toBe('tfjs-wasm');
});

it('has a name for everything that can be chosen', () => {
  expect(EXECUTORS).toEqual({
    webgpu: 'WebGPU',
    webgl: 'WebGL',
    wasm: 'WebAssembly',
    'tfjs-wasm': 'WebAssembly (TensorFlow.js)',
    'tfjs-webgpu': 'WebGPU (TensorFlow.js)',
    'tfjs-webgl': 'WebGL',
  });
});

describe('a choice', () => {
  it.each([
    ['webgpu', 'webgpu'],
    ['webgl', 'tfjs-webgl'],
    ['wasm', 'wasm'],
    ['tfjs-wasm', 'tfjs-wasm'],
    ['tfjs-webgpu', 'tfjs-webgpu'],
    ['tfjs-webgl', 'tfjs-webgl'],
  ] as const)('%s means %s, and no other', (choice, id) => {
    expect(executorOf(choice)).toBe(id);
    expect(EXECUTOR_IDS.filter((other) => isChosen(choice, other))).toEqual([id]);
  });

  it('is known from old addresses and reports', () => {
    expect(EXECUTOR_CHOICES).toEqual(
      expect.arrayContaining(['webgpu', 'webgl', 'wasm', 'tfjs-wasm']),
    );
  });
});
