import type { StoreApi } from 'zustand/vanilla';
import { type Blend, isPlain, type Pictures, type Pixels } from '../../picture/index.ts';
import { faultOf, lastResult, type AppFault, type Painting } from '../shared/index.ts';
import { maskNow } from './mask.ts';
import type { Stage, StylizeState } from './stylizePage.ts';

/** A painting as it is shown: over its photo, as settings and mask say. */
export interface Composed extends Blend {
  readonly of: Painting;
  /** What covers the photo: the painting's pixels, or those that the page shows of a large one. */
  readonly base: Pixels;
  readonly pixels: Pixels;
}

/** @returns the best pixels that there are of a painting, not composed yet */
function baseOf({ refined }: StylizeState, painting: Painting): Pixels {
  return (refined?.of === painting ? refined.pixels : undefined) ?? painting.pixels;
}

/** @returns what is to be made of a painting now */
export function blendOf(state: StylizeState): Blend {
  const { stage, settings } = state;
  const { strength, keepColours } = settings;
  const cutOut = stage.status !== 'empty' && stage.photo.cutOut;
  return { strength, keepColours, mask: maskNow(state), cutOut };
}

/** @returns what is shown of a painting: itself, or the newest picture that was composed of it and the photo */
export function shownPixels(state: StylizeState): Pixels | undefined {
  const { stage, composed } = state;
  const painting = lastResult(stage);
  if (!painting) return undefined;
  const base = baseOf(state, painting);
  if (isPlain(blendOf(state))) return base;
  // Until the new one is there, the one before stays.
  if (composed?.of.photo === painting.photo) return composed.pixels;
  // A new photo starts with its painting, unless what it has under transparent parts would be seen.
  return blendOf(state).cutOut ? undefined : base;
}

/** @returns what is shown, once nothing is being painted or composed any more: what a download would be */
export function readyPixels(state: StylizeState): Pixels | undefined {
  const { stage, composed } = state;
  const painting = lastResult(stage);
  if (!painting || stage.status === 'running') return undefined;
  const blend = blendOf(state);
  const base = baseOf(state, painting);
  if (isPlain(blend)) return base;
  return composed && isOf(composed, base, blend) ? composed.pixels : undefined;
}

/** Composes in the picture worker whenever painting, settings or mask change: one at a time, and then the newest. */
export function createComposing(
  store: StoreApi<StylizeState>,
  pictures: Pick<Pictures, 'compose'>,
  notify: (fault: AppFault) => void,
) {
  let running = false;

  /** What is to be composed now, if that is not done yet. */
  function due() {
    const state = store.getState();
    const { stage, composed } = state;
    const blend = blendOf(state);
    const painting = lastResult(stage);
    if (!painting || isPlain(blend)) return undefined;
    const base = baseOf(state, painting);
    if (isOf(composed, base, blend)) return undefined;
    return { painting, base, blend, photo: (stage as Exclude<Stage, { status: 'empty' }>).photo };
  }

  async function work() {
    if (running) return;
    running = true;
    for (let next = due(); next; next = due()) {
      const { painting, base, photo, blend } = next;
      try {
        const pixels = await pictures.compose(base, photo.bitmap, blend);
        const composed = { of: painting, base, ...blend, pixels };
        if (!isPlain(blendOf(store.getState()))) store.setState({ composed });
      } catch (error) {
        const now = due();
        // The photo may be gone by now. Then this no longer matters.
        if (now?.painting === painting) notify(faultOf(error));
        // The same once more would fail again. What was chosen meanwhile may not.
        if (now?.base === base && isSameBlend(now.blend, blend)) break;
      }
    }
    running = false;
  }

  store.subscribe((state, before) => {
    const isSame = state.stage === before.stage && state.refined === before.refined;
    if (isSame && isSameBlend(blendOf(state), blendOf(before))) return;
    // A picture that is not shown now is dropped, or an old one would appear when the blend is no longer plain.
    if (state.composed && isPlain(blendOf(state))) store.setState({ composed: undefined });
    void work();
  });

  /** @returns what is shown once it is composed, of a painting, with settings and mask as they are now */
  return async (painting: Painting, photo: ImageBitmap): Promise<Pixels> => {
    const state = store.getState();
    const { composed } = state;
    const blend = blendOf(state);
    const base = baseOf(state, painting);
    if (isPlain(blend)) return base;
    if (composed && isOf(composed, base, blend)) return composed.pixels;
    return pictures.compose(base, photo, blend);
  };
}

const isOf = (composed: Composed | undefined, base: Pixels, blend: Blend): boolean =>
  composed?.base === base && isSameBlend(composed, blend);

/** @returns whether two blends of one photo make the same picture */
export const isSameBlend = (a: Blend, b: Blend): boolean =>
  a.strength === b.strength &&
  a.keepColours === b.keepColours &&
  a.mask === b.mask &&
  a.cutOut === b.cutOut;
