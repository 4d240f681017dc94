/** What a device tells of what went wrong, and what is made of it. */
import { describe, expect, it } from 'vitest';
import { Gpu } from './gpu.ts';

class GPUOutOfMemoryError {
  readonly message = 'no room';
}
class GPUValidationError {
  readonly message = '[Invalid Buffer "map 3"] is invalid';
}

/** A device whose error scopes, the inner one first, hold these. */
function fakeGpu(...errors: (object | null)[]) {
  let open = 0;
  const device = {
    lost: new Promise(() => {}),
    addEventListener: () => {},
    pushErrorScope: () => open++,
    popErrorScope: async () => {
      open--;
      return errors.shift() ?? null;
    },
  };
  return { gpu: new Gpu(device as unknown as GPUDevice), open: () => open };
}

describe('making something on a device', () => {
  it('gives what was made', async () => {
    expect(await fakeGpu().gpu.making(() => 5)).toBe(5);
  });

  it('that has too little memory says so, and not what followed from it', async () => {
    const { gpu } = fakeGpu(new GPUValidationError(), new GPUOutOfMemoryError());
    await expect(gpu.making(() => 5)).rejects.toHaveProperty('fault', { code: 'engine/memory' });
  });

  it('that refuses it says why', async () => {
    const { gpu } = fakeGpu(new GPUValidationError());
    await expect(gpu.making(() => 5)).rejects.toHaveProperty('fault', {
      code: 'engine/internal',
      text: '[Invalid Buffer "map 3"] is invalid',
    });
  });

  it('leaves no error scope open when it throws', async () => {
    const { gpu, open } = fakeGpu();
    const full = new RangeError('Array buffer allocation failed');
    const made = gpu.making(() => {
      throw full;
    });
    await expect(made).rejects.toBe(full);
    expect(open()).toBe(0);
  });
});
