import type { FileOptions, Pictures, Pixels } from '../../picture/index.ts';
import { createTask, lastResult } from '../shared/index.ts';
import type { LargeFile } from './stylizePage.ts';
import { SETTLE_MS, wait, type Wait } from './wait.ts';

/** How large a download will be. */
export interface FileSize {
  readonly bytes: number;
  /** It is estimated from the file of another picture. */
  readonly about: boolean;
}

/** What a file is written from. */
interface Source {
  readonly pixels: Pixels;
  /** Where the picture worker has the picture; `pixels` is then what the page shows of it. */
  readonly large?: LargeFile | undefined;
}

interface Encoded {
  readonly of: Source;
  /** Pixels of the file for each pixel of what was encoded; 1: it is the file. */
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
  pictures: Pick<Pictures, 'encode' | 'large'>,
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
   * @param times pixels of the file for each of the source: of a large picture, what the page shows is encoded
   */
  function measure(of: Source, options: FileOptions, times = 1) {
    const state = task.state();
    if (state.status === 'done' && isOf(state.result, of, options)) {
      const isFile = of.large !== undefined && state.result.times === 1;
      task.set({ status: 'done', result: { ...state.result, times: isFile ? 1 : times } });
      return;
    }
    // What is larger than the page shows takes long to encode.
    const shown = times === 1 ? of : { pixels: of.pixels };
    const { width, height } = of.pixels;
    onChange(estimate(lastResult(task.state()), width * height * times, options));
    void task.start(undefined, async (signal) => {
      await pause(SETTLE_MS, signal);
      return { of, times, options, blob: await encode(shown, options, signal) };
    });
  }

  // One encoder for the size and for the file: of one picture a canvas makes a larger PNG than ours.
  const encode = ({ pixels, large }: Source, options: FileOptions, signal?: AbortSignal) =>
    large
      ? pictures.large.encode(large.id, large.blend, options, signal)
      : pictures.encode(pixels, options, signal);

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

  /** @returns the file of a picture: that which was measured, where it was. Rejects with PictureProblem. */
  async function file(of: Source, options: FileOptions): Promise<Blob> {
    const known = () => {
      const state = task.state();
      return state.status === 'done' && isOf(state.result, of, options) ? state.result : undefined;
    };
    const before = known();
    if (before?.times === 1) return before.blob;
    const blob = await encode(of, options);
    // From now on the size is no estimate.
    if (before && known() === before)
      task.set({ status: 'done', result: { ...before, times: 1, blob } });
    return blob;
  }

  return { measure, stop, forget, file };
}

/**
 * @param count pixels of the file
 * @returns the size for as many bytes a pixel as in the file before, if that was written in the same way
 */
function estimate(
  before: Encoded | undefined,
  count: number,
  options: FileOptions,
): FileSize | undefined {
  if (!before || !isSame(before.options, options)) return undefined;
  const { of, times, blob } = before;
  const { width, height } = times === 1 && of.large ? of.large : of.pixels;
  return { bytes: Math.round((blob.size * count) / (width * height)), about: true };
}

const isOf = ({ of, options: written }: Encoded, source: Source, options: FileOptions): boolean =>
  of.pixels === source.pixels && of.large?.id === source.large?.id && isSame(written, options);

/** A larger file has a little fewer bytes a pixel, so what is said is about right. */
const sizeOf = ({ blob, times }: Encoded): FileSize => ({
  bytes: Math.round(blob.size * times),
  about: times !== 1,
});

const isSame = (a: FileOptions, b: FileOptions): boolean =>
  a.type === b.type && a.quality === b.quality;
