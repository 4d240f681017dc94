import type { Comparison } from './difference.ts';
import type { DecodedPhoto } from './decode.ts';
import type { Pixels } from './pixels.ts';
import { PictureProblem } from './problems.ts';
import type { Answer, Request, Values } from './protocol.ts';

/** Picture work, done by a worker. Rejects with PictureProblem. */
export interface Pictures {
  decode(file: Blob, name: string): Promise<DecodedPhoto>;
  /** The bitmap is copied, and stays the caller's. */
  fit(bitmap: ImageBitmap, longSide: number): Promise<Pixels>;
  /** A PNG file. */
  encode(pixels: Pixels): Promise<Blob>;
  /**
   * SSIM, PSNR, mean difference and a heat map of two pictures of one size. They are copied, and stay
   * the caller's. Takes a fraction of a second, so what is asked for meanwhile may well wait behind it.
   */
  compare(a: Pixels, b: Pixels): Promise<Comparison>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

export function createPictures(): Pictures {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  const start = () => {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    let alive = false;
    started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      alive = true;
      const request = waiting.get(data.id);
      waiting.delete(data.id);
      if ('value' in data) request?.resolve(data.value);
      else request?.reject(new PictureProblem(data.fault));
    });
    // A worker that died fails what was asked of it, and the next request gets a new one.
    started.addEventListener('error', () => {
      started.terminate();
      worker = undefined;
      const failed = [...waiting.values()];
      waiting.clear();
      const code = alive ? 'picture/crashed' : 'picture/code-not-downloaded';
      for (const request of failed) request.reject(new PictureProblem({ code }));
    });
    return started;
  };
  worker = start(); // now, so that a photo can still be opened when the network is gone

  const ask = <T extends Request['type']>(
    request: WithoutId<Extract<Request, { type: T }>>,
  ): Promise<Values[T]> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker ??= start();
      worker.postMessage({ ...request, id });
    });

  return {
    decode: (file, name) => ask<'decode'>({ type: 'decode', file, name }),
    fit: (bitmap, longSide) => ask<'fit'>({ type: 'fit', bitmap, longSide }),
    encode: (pixels) => ask<'encode'>({ type: 'encode', pixels }),
    compare: (a, b) => ask<'compare'>({ type: 'compare', a, b }),
  };
}
