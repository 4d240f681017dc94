import '@tensorflow/tfjs-backend-webgl';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, env, type Tensor } from '@tensorflow/tfjs-core';
import { pause } from '../layers.ts';
import type { ExecutorInfo, Peak } from '../stylizer.ts';

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
  const gl = own().gpgpu.gl as unknown as { canvas: OffscreenCanvas };
  return new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', resolve));
}

export function upload({ dataId }: Tensor): void {
  // What tfjs does on the first use, which is the reflect padding: a packed program wants its input
  // packed, and would have to pack a texture that is not.
  own().getDataInfo(dataId).isPacked = env().getBool('WEBGL_PACK_ARRAY_OPERATIONS');
  own().uploadToGPU(dataId);
}

/** Longer waits need not be that exact, and the processor may be the one that emulates the GPU. */
const EXACT_MS = 100;

/**
 * A fence, as tfjs itself sets one before it reads. Ours is looked at after every message at first,
 * tfjs' own (`createAndWaitForFence`) by `setTimeout`, which may be 4 ms late: as long as a layer.
 */
export async function done(): Promise<void> {
  const gl = own().gpgpu.gl as WebGL2RenderingContext;
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!fence) return; // the context is lost
  gl.flush();
  const start = performance.now();
  while (gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED) {
    if (performance.now() - start < EXACT_MS) await pause();
    else await new Promise((resolve) => setTimeout(resolve));
  }
  gl.deleteSync(fence);
}

export function memory(): Peak {
  return { bytes: own().memory().numBytesInGPU, of: 'gpu' };
}

function own(): MathBackendWebGL {
  return backend() as MathBackendWebGL;
}
