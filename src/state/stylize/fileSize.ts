import type { FileOptions, Pictures, Pixels } from '../../picture/index.ts';
import { createTask, lastResult } from '../shared/index.ts';
import { SETTLE_MS, wait, type Wait } from './wait.ts';

/** How large a download will be. */
export interface FileSize {
  readonly bytes: number;
  /** It is estimated from the file of another picture. */
  readonly about: boolean;
}

interface Encoded {
  readonly of: Pixels;
  /** Pixels of the file for each pixel of `of`. */
  readonly times: number;
  readonly options: FileOptions;
  readonly blob: Blob;
}

/**
 * Encodes the present picture before anybody asks for the file, so that its size can be told. A picture that is
 * replaced meanwhile is dropped.
 *
 * @param onChange is told the size whenever that changes: an estimate at first, where there is one
 */
export function createFileSize(
  pictures: Pick<Pictures, 'encode'>,
  onChange: (size: FileSize | undefined) => void,
  pause: Wait = wait,
) {
  const task = createTask<Encoded, undefined>((state) => {
    if (state.status === 'done') onChange(sizeOf(state.result));
    if (state.status === 'failed') onChange(undefined); // the download says what is wrong
  });

  /**
   * Find out how large the file of a picture is.
   *
   * @param times pixels of the file for each of `pixels`: of a large picture, what the page shows is encoded
   */
  function measure(pixels: Pixels, options: FileOptions, times = 1) {
    const state = task.state();
    if (state.status === 'done' && isOf(state.result, pixels, options)) {
      if (state.result.times !== times) {
        task.set({ status: 'done', result: { ...state.result, times } });
      }
      return;
    }
    onChange(estimate(lastResult(task.state()), pixels, options));
    void task.start(undefined, async (signal) => {
      await pause(SETTLE_MS, signal);
      return { of: pixels, times, options, blob: await pictures.encode(pixels, options, signal) };
    });
  }

  /** Stop: there is no picture. What is known of the last one stays, to estimate the next. */
  function stop() {
    task.cancel();
    onChange(undefined);
  }

  /** Stop, and forget the file: there is no photo. */
  function forget() {
    task.reset();
    onChange(undefined);
  }

  /** @returns the file of a picture, where that is made already */
  function known(pixels: Pixels, options: FileOptions): Blob | undefined {
    const state = task.state();
    if (state.status !== 'done') return undefined;
    return isOf(state.result, pixels, options) ? state.result.blob : undefined;
  }

  return { measure, stop, forget, known };
}

/** @returns the size for as many bytes a pixel as in the file before, if that was written in the same way */
function estimate(
  before: Encoded | undefined,
  { width, height }: Pixels,
  options: FileOptions,
): FileSize | undefined {
  if (!before || !isSame(before.options, options)) return undefined;
  const { of, blob } = before;
  return { bytes: Math.round((blob.size * width * height) / (of.width * of.height)), about: true };
}

const isOf = (encoded: Encoded, pixels: Pixels, options: FileOptions): boolean =>
  encoded.of === pixels && isSame(encoded.options, options);

/** A larger file has a little fewer bytes a pixel, so what is said is about right. */
const sizeOf = ({ blob, times }: Encoded): FileSize => ({
  bytes: Math.round(blob.size * times),
  about: times !== 1,
});

const isSame = (a: FileOptions, b: FileOptions): boolean =>
  a.type === b.type && a.quality === b.quality;
