/**
 * Where the visitor looks at a part of a large painting from near by, the pixels of that part at its own size. The page
 * has a reduced view of a large painting only; the picture worker has the whole.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Area, Blend, LargePictures, Pixels, Size } from '../../picture/index.ts';
import { blendOf, isSameBlend, shownPixels } from './composing.ts';
import { largeOf, type StylizeState } from './stylizePage.ts';

/** What is to be seen of the picture. */
export interface Sight {
  /** As shares of the picture's sides, 0..1. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen along the picture's whole width. */
  readonly across: number;
}

/** A part of painting and photo as they are in the file. */
export interface CloseUp {
  /** Where it lies, in pixels of the large painting `of`. */
  readonly area: Area;
  readonly of: Size;
  readonly painting: Pixels;
  readonly photo: Pixels;
}

/** So many pixels of a large painting are fetched at a time: 16 MB each of painting and photo. */
const MOST = 4e6;

/** What a close-up is made of; of the same values it is the same. */
interface Wanted extends Blend {
  readonly id: number;
  /** The share of the fine strokes that is shown; 0 where they were stopped. */
  readonly share: number;
  readonly area: Area;
  readonly of: Size;
  /** Of the pixels that are fetched. */
  readonly size: Size;
}

/** Keeps the field `closeUp` of the state to what is looked at: one request at a time, and then the newest. */
export function createLooking(
  { getState: get, setState: set, subscribe }: StoreApi<StylizeState>,
  pictures: Pick<LargePictures, 'look'>,
) {
  let sight: Sight | undefined;
  let made: Wanted | undefined;
  let running = false;

  /** @returns what is to be shown now; undefined where the page has all that the screen can show */
  function wanted(): Wanted | undefined {
    const state = get();
    const large = largeOf(state);
    const shown = shownPixels(state);
    if (!sight || !large || !shown || sight.across <= shown.width) return undefined;
    const area = areaOf(sight, large);
    if (area.width * area.height > MOST) return undefined;
    // Pixels that the screen can't show are not fetched.
    const scale = Math.min(1, sight.across / large.width);
    const side = (length: number) => Math.max(1, Math.round(length * scale));
    const size = { width: side(area.width), height: side(area.height) };
    const { width, height } = large;
    const share = state.refined?.share ?? 1;
    return { ...{ id: large.id, share, area, of: { width, height }, size }, ...blendOf(state) };
  }

  async function update() {
    if (running) return;
    running = true;
    for (let next = wanted(); next && !isSame(next, made); next = wanted()) {
      const { id, area, of, size, share, strength, keepColours, mask, cutOut } = next;
      const blend = { strength, keepColours, mask, cutOut };
      try {
        const painting = await pictures.look(id, area, size, blend, share > 0);
        // The photo is that of the painting with nothing of it.
        const photo = isSamePlace(next, made)
          ? get().closeUp!.photo
          : await pictures.look(
              ...[id, area, size],
              { strength: 0, keepColours: false, cutOut },
              false,
            );
        if (get().refined?.large?.id !== id) continue;
        made = next;
        set({ closeUp: { area, of, painting, photo } });
      } catch {
        // The large painting is gone, and another one comes. What the page has of it is shown meanwhile.
        break;
      }
    }
    running = false;
    if (!wanted()) forget();
  }

  function forget() {
    made = undefined;
    if (get().closeUp) set({ closeUp: undefined });
  }

  subscribe((state, before) => {
    // What was near belongs to another painting.
    if (made && state.refined?.large?.id !== made.id) forget();
    const isSame =
      state.refined === before.refined &&
      state.stage === before.stage &&
      state.settings === before.settings &&
      state.mask === before.mask &&
      state.masking === before.masking;
    if (!isSame) void update();
  });

  return (next: Sight | undefined) => {
    sight = next;
    void update();
  };
}

/** @returns the whole pixels that are to be seen */
function areaOf({ left, top, width, height }: Sight, of: Size): Area {
  const within = (share: number, length: number) => Math.min(length, Math.max(0, share * length));
  const [x, y] = [within(left, of.width), within(top, of.height)];
  const [right, bottom] = [within(left + width, of.width), within(top + height, of.height)];
  const [first, above] = [Math.floor(x), Math.floor(y)];
  return {
    ...{ left: first, top: above },
    ...{ width: Math.ceil(right) - first, height: Math.ceil(bottom) - above },
  };
}

const isSamePlace = (a: Wanted, b: Wanted | undefined): boolean =>
  b !== undefined &&
  a.id === b.id &&
  (['left', 'top', 'width', 'height'] as const).every((side) => a.area[side] === b.area[side]) &&
  a.size.width === b.size.width &&
  a.size.height === b.size.height;

const isSame = (a: Wanted, b: Wanted | undefined): boolean =>
  isSamePlace(a, b) && a.share === b?.share && isSameBlend(a, b);
