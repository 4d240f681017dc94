/** A thread of the kernels. Once it has reported that it started, only pool.ts' control block wakes it. */
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
