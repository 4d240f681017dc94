import type { ExecutorId } from '../engine/index.ts';
import type { Progress } from '../state/index.ts';

export const EXECUTORS: Record<ExecutorId, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  'tfjs-wasm': 'WebAssembly (TensorFlow.js)',
};

export const PHASES: Record<Progress['phase'] | 'film', string> = {
  download: 'Downloading the network',
  prepare: 'Getting ready',
  paint: 'Painting',
  film: 'Painting the film',
};
