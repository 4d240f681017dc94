import { frameSize, type FrameJob, type Manifest, type Stylizer } from '../../engine/index.ts';
import { modelOf, oneHot, toProgress } from '../shared/index.ts';
import type { Frame } from './source.ts';
import type { LiveSettings, Switching } from './types.ts';

/** What a page downloads: looks like float32 at half the bytes. */
const PRECISION = 'float16';

/** The networks of a view, in their order from left to right: all of them, or the one that was chosen. */
export function networksOf({ view, network }: LiveSettings, manifest: Manifest) {
  const known = [...new Set(manifest.models.map((model) => model.network))];
  const wanted = view === 'split' ? known.slice(0, 2) : [network];
  return wanted.flatMap((name) => modelOf(name, manifest, PRECISION) ?? []);
}

type Models = ReturnType<typeof networksOf>;

interface Studio {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
}

/** Paints frames with the networks that are ready, while others are on their way. */
export class Painter {
  private ready: Models = [];
  private loading = new AbortController();

  constructor(private readonly studio: Studio) {}

  /**
   * Load what the settings want; until that is here, frames are painted with what there is. A later call
   * takes the place of an earlier one. Rejects with EngineProblem. -> whether other networks paint now
   */
  async prepare(
    settings: LiveSettings,
    onProgress: (switching: Switching | undefined) => void,
  ): Promise<boolean> {
    this.loading.abort();
    this.loading = new AbortController();
    const { signal } = this.loading;
    const wanted = networksOf(settings, this.studio.manifest);
    if (wanted.map(({ id }) => id).join() === this.ready.map(({ id }) => id).join()) {
      onProgress(undefined);
      return false;
    }
    try {
      for (const { id, title } of wanted) {
        onProgress({ title });
        for await (const progress of this.studio.stylizer.load(id, signal)) {
          if (signal.aborted) return false;
          onProgress({ title, done: toProgress(progress).done });
        }
      }
    } catch (error) {
      if (signal.aborted) return false;
      onProgress(undefined);
      throw error;
    }
    if (signal.aborted) return false;
    this.ready = wanted;
    onProgress(undefined);
    return true;
  }

  cancel(): void {
    this.loading.abort();
  }

  /** The models that paint, from left to right. */
  get models(): Models {
    return this.ready;
  }

  /**
   * The frame as each of the ready networks paints it, all at once: the engine takes one after the
   * other, with no way there and back in between. The frame stays the caller's. Rejects with EngineProblem.
   */
  async paint({ image }: Frame, settings: LiveSettings, longSide: number) {
    const [width, height] = sizeOf(image);
    const size = frameSize(width, height, longSide);
    const style = oneHot(settings.style, this.studio.manifest);
    const results = await Promise.allSettled(
      this.ready.map(async ({ id }) => {
        const frame = image instanceof ImageBitmap ? await createImageBitmap(image) : image.clone();
        const job: FrameJob = { model: id, style, frame, ...size, steady: settings.steady };
        return { model: id, ...(await this.studio.stylizer.paintFrame(job)) };
      }),
    );
    const painted = results.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
    const failed = results.find((r) => r.status === 'rejected');
    if (failed) {
      for (const { bitmap } of painted) bitmap.close();
      throw failed.reason;
    }
    return { ...size, painted };
  }
}

/** As it is shown, turned upright. */
function sizeOf(image: Frame['image']): [number, number] {
  return image instanceof ImageBitmap
    ? [image.width, image.height]
    : [image.displayWidth, image.displayHeight];
}
