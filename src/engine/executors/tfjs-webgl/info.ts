import { EngineProblem } from '../../problems.ts';
import { GPU_SIZES, isEmulator, type Device, type ExecutorEntry } from '../entry.ts';

/** TensorFlow.js on WebGL 2. */
export const tfjsWebgl: ExecutorEntry<'tfjs-webgl'> = {
  id: 'tfjs-webgl',
  name: 'WebGL',
  api: 'webgl',
  wantsGpu: true,
  firstSizes: GPU_SIZES,
  probe,
};

/**
 * What Firefox calls every GPU under `privacy.resistFingerprinting`. Its textures are then of 2048 pixels, too small for
 * the networks, and what is read from it is noise.
 */
const HIDDEN = 'Mozilla';

/** Of the canvas to probe with, in pixels. */
const SIDE = 4;

/** Throws EngineProblem `gpu-hidden`. */
async function probe(): Promise<Device | undefined> {
  const gl = new OffscreenCanvas(SIDE, SIDE).getContext('webgl2');
  // Without float render targets the activations do not fit.
  if (!gl?.getExtension('EXT_color_buffer_float')) return undefined;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const device = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  const hidden = device === HIDDEN || !readsTrue(gl);
  gl.getExtension('WEBGL_lose_context')?.loseContext(); // browsers allow few contexts at a time
  if (hidden) throw new EngineProblem({ code: 'engine/gpu-hidden', executor: 'tfjs-webgl' });
  return { device, software: isEmulator(device) };
}

const COLOUR = [64, 128, 192, 255] as const;
/** Levels of 255 that a value may be off by: Brave changes some by one or two. */
const TOLERANCE = 8;

/** @returns whether what is read from the GPU is what was drawn. Some browsers give noise, so that nobody is recognized. */
function readsTrue(gl: WebGL2RenderingContext): boolean {
  const [red, green, blue] = COLOUR.map((level) => level / 255);
  gl.clearColor(red ?? 0, green ?? 0, blue ?? 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const read = new Uint8Array(4 * SIDE * SIDE);
  gl.readPixels(0, 0, SIDE, SIDE, gl.RGBA, gl.UNSIGNED_BYTE, read);
  return read.every((value, i) => Math.abs(value - (COLOUR[i % 4] ?? 0)) <= TOLERANCE);
}
