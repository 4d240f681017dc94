import {
  frameSize,
  type FrameJob,
  type Manifest,
  type RowMix,
  type Stylizer,
} from '../../engine/index.ts';
import {
  createTask,
  faultOf,
  knownState,
  lastResult,
  modelOf,
  mixOf,
  toProgress,
  type AppFault,
  type Task,
  type TaskEnd,
} from '../shared/index.ts';
import { imageSize } from './frameImage.ts';
import type { Frame } from './source.ts';
import type { LiveSettings, Switching } from './types.ts';

/** What a page downloads: looks like float32 at half the bytes. */
const PRECISION = 'float16';

/**
 * The networks of a view, from left to right: the one that was chosen or, in the split view, the manifest's first one and
 * what it is compared with, which is the chosen one or else the second.
 */
export function networksOf(
  { view, network }: Pick<LiveSettings, 'view' | 'network'>,
  manifest: Manifest,
) {
  const [first, ...others] = new Set(manifest.models.map((model) => model.network));
  const other = others.find((name) => name === network) ?? others[0];
  const wanted = view === 'split' ? [first, other] : [network];
  return wanted.flatMap((name) => (name && modelOf(name, manifest, PRECISION)) || []);
}

type Models = ReturnType<typeof networksOf>;

/** A network that can't paint as the settings want it, and why. */
export interface Unlearned {
  readonly network: string;
  readonly fault: AppFault;
}

/** @returns the first network of the view that did not learn the visitor's own style; undefined where all paint it */
export function unlearnedBy(settings: LiveSettings, manifest: Manifest): Unlearned | undefined {
  for (const { id, network } of networksOf(settings, manifest)) {
    try {
      mixOf(settings, manifest, id);
    } catch (error) {
      return { network, fault: faultOf(error) };
    }
  }
  return undefined;
}

interface Needs {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  /** Told how far loading other networks is; undefined when that has ended. */
  readonly onSwitching: (switching: Switching | undefined) => void;
}

/** Paints frames with the networks that are ready, while others are on their way. */
export class Painter {
  private readonly loading: Task<Models, Switching>;
  /** What painted the last frame, and in what style. */
  private last: readonly { readonly id: string; readonly style: RowMix }[] = [];

  constructor(private readonly needs: Needs) {
    this.loading = createTask((state) =>
      needs.onSwitching(state.status === 'running' ? state.progress : undefined),
    );
  }

  /**
   * Load what the settings want; until that is here, frames are painted with what there is. A later call takes the
   * place of an earlier one.
   *
   * @returns how that ended; undefined where these networks paint already, or something else was wanted meanwhile
   */
  async prepare(settings: LiveSettings): Promise<TaskEnd<Models> | undefined> {
    const { manifest, stylizer } = this.needs;
    const wanted = networksOf(settings, manifest);
    const [first] = wanted;
    if (!first || namesOf(wanted) === namesOf(this.models)) {
      this.loading.set(knownState(this.models));
      return undefined;
    }
    return this.loading.start(
      { network: first.network, title: first.title },
      async (signal, tell) => {
        for (const { id, network, title } of wanted) {
          tell({ network, title });
          for await (const progress of stylizer.load(id, signal)) {
            signal.throwIfAborted();
            const { phase, done } = toProgress(progress);
            tell({ network, title, done, ...(phase === 'stalled' && { stalled: true }) });
          }
        }
        return wanted;
      },
    );
  }

  /** Stop loading; the networks that are ready go on. */
  cancel(): void {
    this.loading.cancel();
  }

  /** The models that paint, from left to right. */
  get models(): Models {
    return lastResult(this.loading.state()) ?? [];
  }

  /**
   * The frame as each of the ready networks paints it, all at once: the engine takes one after the
   * other, with no way there and back in between. A network that did not learn the style of the settings is left out;
   * where that is each of them, the last look stays. The frame stays the caller's. Rejects with EngineProblem.
   */
  async paint({ image }: Frame, settings: LiveSettings, longSide: number) {
    const [width, height] = imageSize(image);
    const size = frameSize(width, height, longSide);
    const results = await Promise.allSettled(
      this.able(settings).map(async ({ id, style }) => {
        const frame = image instanceof ImageBitmap ? await createImageBitmap(image) : image.clone();
        const { steady } = settings;
        const job: FrameJob = { model: id, target: 'screen', style, frame, ...size, steady };
        return { model: id, ...(await this.needs.stylizer.paintFrame(job)) };
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

  /**
   * The ready networks that learned the style of the settings, or else what painted last: whatever the visitor chooses,
   * the picture goes on. `unlearnedBy` says what is missing.
   */
  private able(settings: LiveSettings) {
    const { manifest } = this.needs;
    const able = this.models.flatMap(({ id }) => {
      try {
        return [{ id, style: mixOf(settings, manifest, id) }];
      } catch {
        return [];
      }
    });
    if (able.length > 0) this.last = able;
    return this.last;
  }
}

export const namesOf = (models: Models) => models.map(({ id }) => id).join();
