import '@tensorflow/tfjs-backend-webgl';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  backend,
  concat,
  env,
  ones,
  reverse,
  tidy,
  type GPUData,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { pause } from '../../../channel/index.ts';
import type { EngineFault } from '../../problems.ts';
import type { AvailableExecutor, ExecutorInfo, Peak } from '../../stylizer.ts';
import type { Backend } from '../tfjs/backend.ts';
import { createTfjsExecutor, type TfjsExecutor } from '../tfjs/create.ts';
import { normalize } from './normalize.ts';

const webglBackend: Backend = {
  name: 'webgl',
  configure,
  onLost: (report) => canvas().addEventListener('webglcontextlost', report),
  largestSide: () => env().getNumber('WEBGL_MAX_TEXTURE_SIZE'),
  takeFault,
  upload,
  done,
  present,
  normalize,
  memory,
};

/** Start TensorFlow.js on WebGL. Throws EngineProblem. */
export const create = (info: AvailableExecutor): Promise<TfjsExecutor> =>
  createTfjsExecutor(info, webglBackend);

/** The same with composed operations only: to measure with. */
export const createComposed = (info: AvailableExecutor): Promise<TfjsExecutor> => {
  const { normalize: _, ...composed } = webglBackend;
  return createTfjsExecutor(info, composed);
};

export function configure(info: Pick<ExecutorInfo, 'software'>): void {
  // tfjs refuses an emulated GPU, for speed; when one is forced, it is on purpose.
  env().set('SOFTWARE_WEBGL_ENABLED', info.software);
  // im2col would need a texture of 680 MB for the last layer of a 256 x 256 picture.
  env().set('WEBGL_CONV_IM2COL', false);
  // Else shaders have the sizes of the maps in them, and warming up with a small picture is for nothing.
  env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
}

/** A lost context says so at once; its event comes later than what was painted on it. */
function takeFault(): EngineFault | undefined {
  return own().gpgpu.gl.isContextLost() ? { code: 'engine/gpu-lost' } : undefined;
}

function upload({ dataId }: Tensor): void {
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
async function done(): Promise<void> {
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

/** Copies the painting's texture to the canvas of the backend's context, which hands it out as a bitmap. */
async function present(painting: Tensor4D): Promise<ImageBitmap> {
  const [, height, width] = painting.shape;
  const gl = own().gpgpu.gl as WebGL2RenderingContext;
  Object.assign(canvas(), { width, height });
  // Four channels: then the dense texture has just the painting's width and height. Upside down, since
  // the rows of a canvas begin at the bottom.
  const upsideDown = tidy(() => reverse(concat([painting, ones([1, height, width, 1])], 3), 1));
  const framebuffer = gl.createFramebuffer();
  let dense: GPUData | undefined;
  try {
    dense = upsideDown.dataToGPU({ customTexShape: [height, width] });
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, framebuffer);
    gl.framebufferTexture2D(
      gl.READ_FRAMEBUFFER,
      gl.COLOR_ATTACHMENT0,
      gl.TEXTURE_2D,
      dense.texture as WebGLTexture,
      0,
    );
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    // tfjs leaves its own scissor box behind.
    gl.disable(gl.SCISSOR_TEST);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    gl.enable(gl.SCISSOR_TEST);
    return canvas().transferToImageBitmap();
  } finally {
    gl.bindFramebuffer(gl.FRAMEBUFFER, own().gpgpu.framebuffer);
    gl.deleteFramebuffer(framebuffer);
    dense?.tensorRef.dispose();
    upsideDown.dispose();
  }
}

function memory(): Peak {
  return { bytes: own().memory().numBytesInGPU, of: 'gpu' };
}

function own(): MathBackendWebGL {
  return backend() as MathBackendWebGL;
}

/** The one that the backend's context belongs to. */
function canvas(): OffscreenCanvas {
  // The declarations of a worker's contexts lack it, and every browser has it.
  return (own().gpgpu.gl as unknown as { canvas: OffscreenCanvas }).canvas;
}
