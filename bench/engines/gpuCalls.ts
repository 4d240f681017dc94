/** How often an engine calls the GPU. */
export interface GpuCalls {
  readonly dispatches: number;
  readonly submits: number;
}

/**
 * Counts the dispatches and submits on WebGPU while some work is done, by whoever does it in this thread. To count
 * costs a little time, so the work is not timed.
 * @returns undefined where there is no WebGPU or the work did not use it
 */
export async function countGpuCalls(work: () => Promise<unknown>): Promise<GpuCalls | undefined> {
  if (typeof GPUQueue === 'undefined') {
    await work();
    return undefined;
  }
  const [pass, queue] = [GPUComputePassEncoder.prototype, GPUQueue.prototype];
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = pass;
  const { submit } = queue;
  let [dispatches, submits] = [0, 0];
  pass.dispatchWorkgroups = function (...args) {
    dispatches++;
    return dispatchWorkgroups.apply(this, args);
  };
  pass.dispatchWorkgroupsIndirect = function (...args) {
    dispatches++;
    return dispatchWorkgroupsIndirect.apply(this, args);
  };
  queue.submit = function (...args) {
    submits++;
    return submit.apply(this, args);
  };
  try {
    await work();
  } finally {
    Object.assign(pass, { dispatchWorkgroups, dispatchWorkgroupsIndirect });
    Object.assign(queue, { submit });
  }
  return submits > 0 ? { dispatches, submits } : undefined;
}
