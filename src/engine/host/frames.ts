import { checkReading } from '../../browser/index.ts';
import { checkPainting } from '../executors/canary.ts';
import type { PreparedModel } from '../executors/executor.ts';
import { FrameCanvas } from '../executors/frameCanvas.ts';
import { ANY_NETWORK, toFloats, toPixels } from './pad.ts';
import { FlickerFilter } from './flickerFilter.ts';
import type { ExecutorInfo, FrameJob, PaintedFrame } from '../stylizer.ts';

/**
 * The size to paint a film of width x height pixels at, with `longSide` pixels on its longer side. Both sides
 * are rounded to what every network takes, so that no border is painted and cut off again, and otherwise keep
 * the aspect. A film whose shorter side would be too short for the networks is painted larger.
 */
export function frameSize(width: number, height: number, longSide: number) {
  const { multiple, least } = ANY_NETWORK;
  const scale = Math.max(longSide / Math.max(width, height), least / Math.min(width, height));
  const side = (pixels: number) => Math.round((pixels * scale) / multiple) * multiple;
  return { width: side(width), height: side(height) };
}

/** Paints frames in a worker, one at a time. */
export class FramePainter {
  private readonly canvas = new FrameCanvas('read');
  /** One for each target and model: two may paint the same film side by side, and a file while the camera runs. */
  private readonly filters = new Map<string, FlickerFilter>();

  /** Paint a frame, which the caller closes. Rejects as the executor does. */
  async paint(job: FrameJob, prepared: PreparedModel, executor: ExecutorInfo) {
    const start = performance.now();
    if (!job.steady) this.filters.delete(filterKey(job));
    const bitmap =
      // The blend needs the painting in memory.
      prepared.runFrame && !job.steady
        ? await prepared.runFrame(job.frame, job.style, job)
        : await this.paintInMemory(job, prepared, executor);
    return { bitmap, executor, ms: performance.now() - start } satisfies PaintedFrame;
  }

  private async paintInMemory(job: FrameJob, prepared: PreparedModel, executor: ExecutorInfo) {
    checkReading();
    const { width, height, style, steady } = job;
    const context = this.canvas.draw(job.frame, width, height);
    const film = context.getImageData(0, 0, width, height);
    const image = toFloats(film, ANY_NETWORK);
    const { values } = await prepared.run(image, style);
    checkPainting(values, executor);
    if (steady) this.filter(job).apply(film, values, style);
    const { data } = toPixels({ ...image, values }, width, height);
    return createImageBitmap(new ImageData(data, width, height));
  }

  private filter(job: FrameJob): FlickerFilter {
    const key = filterKey(job);
    const filter = this.filters.get(key) ?? new FlickerFilter();
    this.filters.set(key, filter);
    return filter;
  }
}

const filterKey = ({ target, model }: FrameJob) => `${target}/${model}`;
