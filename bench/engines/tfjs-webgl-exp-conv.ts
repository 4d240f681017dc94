import { env } from '@tensorflow/tfjs';
import type { CreateEngine } from './engine.ts';
import { create as createWebgl } from './tfjs-webgl.ts';

/** TensorFlow.js on WebGL with the convolutions that it still calls experimental. */
export const create: CreateEngine = (source) => {
  env().set('WEBGL_EXP_CONV', true);
  return createWebgl(source);
};
