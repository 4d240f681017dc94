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

async function probe(): Promise<Device | undefined> {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  // Without float render targets the activations do not fit.
  if (!gl?.getExtension('EXT_color_buffer_float')) return undefined;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const device = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext(); // browsers allow few contexts at a time
  return { device, software: isEmulator(device) };
}
