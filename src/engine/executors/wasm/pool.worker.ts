/** A thread of the kernels: it says that it is there, and then hears nothing but the bell of pool.ts. */
import { instantiate } from './kernels.ts';
import type { PoolStart } from './pool.ts';

async function serve({ module, memory, control, thread }: PoolStart) {
  const kernels = await instantiate(module, memory);
  self.postMessage('ready');
  kernels.serve(control, thread);
}

self.addEventListener('message', ({ data }: MessageEvent<PoolStart>) => {
  serve(data).catch(reportError);
});
