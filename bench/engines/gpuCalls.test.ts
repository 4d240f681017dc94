import { afterEach, describe, expect, it, vi } from 'vitest';
import { countGpuCalls } from './gpuCalls.ts';

/** As much of WebGPU as is counted. */
function fakeWebgpu() {
  const called: string[] = [];
  class Pass {
    dispatchWorkgroups(...args: number[]) {
      called.push(`dispatch ${args.join()}`);
    }
    dispatchWorkgroupsIndirect() {
      called.push('indirect');
    }
  }
  class Queue {
    submit() {
      called.push('submit');
    }
  }
  vi.stubGlobal('GPUComputePassEncoder', Pass);
  vi.stubGlobal('GPUQueue', Queue);
  return { called, pass: new Pass(), queue: new Queue() };
}

afterEach(() => vi.unstubAllGlobals());

describe('countGpuCalls', () => {
  it('counts dispatches and submits, passes them on, and then stops', async () => {
    const { called, pass, queue } = fakeWebgpu();
    const found = await countGpuCalls(async () => {
      pass.dispatchWorkgroups(1, 2, 3);
      pass.dispatchWorkgroups(4);
      pass.dispatchWorkgroupsIndirect();
      queue.submit();
    });
    expect(found).toEqual({ dispatches: 3, submits: 1 });
    expect(called).toEqual(['dispatch 1,2,3', 'dispatch 4', 'indirect', 'submit']);
    const before = queue.submit;
    expect(await countGpuCalls(async () => {})).toBeUndefined();
    expect(queue.submit).toBe(before);
  });

  it('stops where the work fails', async () => {
    const { queue } = fakeWebgpu();
    const before = queue.submit;
    await expect(countGpuCalls(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect(queue.submit).toBe(before);
  });

  it('knows nothing without WebGPU', async () => {
    const work = vi.fn(async () => {});
    expect(await countGpuCalls(work)).toBeUndefined();
    expect(work).toHaveBeenCalledOnce();
  });
});
