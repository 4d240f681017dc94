import '@tensorflow/tfjs-backend-webgl';
import { env } from '@tensorflow/tfjs-core';
import type { ExecutorInfo } from '../stylizer.ts';

export async function configure(info: ExecutorInfo): Promise<undefined> {
  // tfjs refuses an emulated GPU, for speed; when one is forced, it is on purpose.
  env().set('SOFTWARE_WEBGL_ENABLED', info.software);
  // im2col would need a texture of 680 MB for the last layer of a 256 x 256 picture.
  env().set('WEBGL_CONV_IM2COL', false);
}
