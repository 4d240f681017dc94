/** What a device tells of what went wrong, and what is made of it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
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

describe('the use of a device', () => {
  afterEach(() => vi.useRealTimers());

  it('is one piece of work after another', async () => {
    const { gpu } = fakeGpu();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
    };
    await Promise.all([gpu.use(work('a')), gpu.use(work('b'))]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('keeps what only measures waiting, and interrupts it', async () => {
    vi.useFakeTimers();
    const { gpu } = fakeGpu();
    let end = () => {};
    const used = gpu.use(() => new Promise<void>((resolve) => (end = resolve)));
    let signal: AbortSignal | undefined;
    const idle = gpu.idle().then((found) => (signal = found));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(signal).toBeUndefined();
    end();
    await used;
    await vi.advanceTimersByTimeAsync(500); // somebody may go on at once
    expect(signal).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2000);
    await idle;
    expect(signal?.aborted).toBe(false);
    await gpu.use(async () => {});
    expect(signal?.aborted).toBe(true);
  });
});

describe('waiting for a device', () => {
  /** A browser in which an empty wait takes so long; later ones end with the next submit, or at once. */
  async function browser(ms: number, { looks = true } = {}) {
    let end = () => {};
    const submit = vi.fn(() => end());
    const onSubmittedWorkDone = vi.fn(async () => {});
    const queue = { submit, onSubmittedWorkDone };
    const device = { lost: new Promise(() => {}), addEventListener: () => {}, queue };
    const gpu = new Gpu(device as unknown as GPUDevice);
    const clock = vi.spyOn(performance, 'now').mockReset();
    for (const at of [0, ms, ms, 2 * ms]) clock.mockReturnValueOnce(at);
    await gpu.findOutWaiting();
    if (!looks) onSubmittedWorkDone.mockReturnValue(new Promise((resolve) => (end = resolve)));
    return { gpu, submit };
  }

  it('that looks but now and then what is done is ended by a submit', async () => {
    const { gpu, submit } = await browser(100, { looks: false });
    expect(submit).not.toHaveBeenCalled();
    await gpu.done();
    expect(submit).toHaveBeenCalledWith([]);
  });

  it('that tells at once submits nothing', async () => {
    const { gpu, submit } = await browser(0);
    await gpu.done();
    expect(submit).not.toHaveBeenCalled();
  });

  it.each([0, 100])('that has gone is told to who waits, for %d ms', async (ms) => {
    const { gpu } = await browser(ms);
    await expect(gpu.settled(Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  });
});
