import type { StoreApi } from 'zustand/vanilla';
import { isPlain, type Pictures, type Pixels } from '../../picture/index.ts';
import {
  faultOf,
  lastResult,
  type AppFault,
  type Painting,
  type Settings,
} from '../shared/index.ts';
import type { Stage, StylizeState } from './stylizePage.ts';

/** A painting as it is shown: over its photo, as the settings say. */
export interface Composed {
  readonly of: Painting;
  readonly strength: number;
  readonly keepColours: boolean;
  readonly pixels: Pixels;
}

/** @returns what is shown of a painting: itself, or the newest picture that was composed of it and the photo */
export function shownPixels({ stage, settings, composed }: StylizeState): Pixels | undefined {
  const painting = lastResult(stage);
  if (!painting || isPlain(settings)) return painting?.pixels;
  // Until the new one is there, the one before stays; only a new photo starts with its painting.
  return (composed?.of.photo === painting.photo ? composed : painting).pixels;
}

/** Composes in the picture worker whenever painting or settings change: one at a time, and then the newest. */
export function createComposing(
  store: StoreApi<StylizeState>,
  pictures: Pick<Pictures, 'compose'>,
  notify: (fault: AppFault) => void,
) {
  let running = false;

  /** What is to be composed now, if that is not done yet. */
  function due() {
    const { stage, settings, composed } = store.getState();
    const painting = lastResult(stage);
    if (!painting || isPlain(settings) || isOf(composed, painting, settings)) return undefined;
    return { painting, settings, photo: (stage as Exclude<Stage, { status: 'empty' }>).photo };
  }

  async function work() {
    if (running) return;
    running = true;
    for (let next = due(); next; next = due()) {
      const { painting, photo } = next;
      const { strength, keepColours } = next.settings;
      try {
        const blend = { strength, keepColours };
        const pixels = await pictures.compose(painting.pixels, photo.bitmap, blend);
        store.setState({ composed: { of: painting, ...blend, pixels } });
      } catch (error) {
        // The photo may be gone by now. Then this no longer matters.
        if (due()?.painting === painting) notify(faultOf(error));
        break;
      }
    }
    running = false;
  }

  store.subscribe((state, before) => {
    if (state.stage !== before.stage || state.settings !== before.settings) void work();
  });

  /** @returns what is shown once it is composed, of a painting and the settings as they are now */
  return async (painting: Painting, photo: ImageBitmap): Promise<Pixels> => {
    const { settings, composed } = store.getState();
    if (isPlain(settings)) return painting.pixels;
    if (composed && isOf(composed, painting, settings)) return composed.pixels;
    const { strength, keepColours } = settings;
    return pictures.compose(painting.pixels, photo, { strength, keepColours });
  };
}

const isOf = (
  composed: Composed | undefined,
  painting: Painting,
  { strength, keepColours }: Settings,
): boolean =>
  composed?.of === painting &&
  composed.strength === strength &&
  composed.keepColours === keepColours;
