import '@tensorflow/tfjs-backend-webgl';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, env } from '@tensorflow/tfjs-core';
import type { ExecutorInfo } from '../stylizer.ts';

export function configure(info: ExecutorInfo): void {
  // tfjs refuses an emulated GPU, for speed; when one is forced, it is on purpose.
  env().set('SOFTWARE_WEBGL_ENABLED', info.software);
  // im2col would need a texture of 680 MB for the last layer of a 256 x 256 picture.
  env().set('WEBGL_CONV_IM2COL', false);
  // Else shaders have the sizes of the maps in them, and warming up with a small picture is for nothing.
  env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
}

export function lost(): Promise<unknown> {
  // The declarations of a worker's contexts lack the canvas, which every browser has.
  const gl = (backend() as MathBackendWebGL).gpgpu.gl as unknown as { canvas: OffscreenCanvas };
  return new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', resolve));
}
