/**
 * What each style makes of the open photo, small, for the tiles of the styles. They are painted once the photo itself
 * is, by the chosen network and as boldly as is chosen. Nobody waits for them, so whatever the visitor asks for goes
 * first; where one can't be painted, the tile has its landscape.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Manifest, ModelEntry, StyleEntry, Stylizer } from '../../engine/index.ts';
import type { Pictures, Pixels } from '../../picture/index.ts';
import { mixOf, modelOf, type Photo, rowsFor, versionOfStyles } from '../shared/index.ts';
import type { StylizeState, StylizeStore } from './stylizePage.ts';
import { SETTLE_MS, wait, type Wait } from './wait.ts';

/** Paintings of the photo's middle by the style's id. All are of one photo. */
export type StylePreviews = ReadonlyMap<string, Pixels>;

/** Pixels of a preview's sides: a tile is half as large, on a screen with two pixels for each. */
export const PREVIEW_SIDE = 192;
/** Where a square begins in a tall photo, as a share of what is left out: faces are above the middle. */
const FROM_TOP = 1 / 3;

interface Tools {
  readonly stylize: { readonly store: StylizeStore };
  readonly pictures: Pick<Pictures, 'fit'>;
  readonly pause?: Wait;
}

/** What previews are painted with. They are painted again where one of these is another one. */
interface Wanted {
  readonly photo: Photo;
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly model: ModelEntry;
  readonly boldness: number;
}

export function createStylePreviews({ stylize, pictures, pause = wait }: Tools): {
  readonly store: StoreApi<StylePreviews>;
} {
  const store = createStore<StylePreviews>(() => new Map());
  /** What each preview was painted with. */
  const made = new Map<string, string>();
  let job = new AbortController();
  /** Of the job; undefined where it was aborted. */
  let wanted: Wanted | undefined;
  /** The photo of the previews, and its middle once that was wanted. */
  let photo: Pick<Photo, 'id' | 'opened'> | undefined;
  let middle: Pixels | undefined;

  function update(state: StylizeState) {
    const { stage } = state;
    const now = stage.status === 'empty' ? undefined : stage.photo;
    if (now?.id !== photo?.id) {
      // Of another part of the same photo the previews stay until the new ones are there.
      const isOther = now?.opened !== photo?.opened;
      photo = now && { id: now.id, opened: now.opened };
      middle = undefined;
      made.clear();
      if (isOther && store.getState().size > 0) store.setState(new Map(), true);
    }
    const next = wantedOf(state);
    if (isSame(wanted, next)) return;
    job.abort();
    job = new AbortController();
    wanted = next;
    if (next) void paintAll(next, job.signal);
  }

  /** Never rejects. What went wrong is tried again with the next painting. */
  async function paintAll(all: Wanted, signal: AbortSignal) {
    try {
      await pause(SETTLE_MS, signal);
      const picture = middle ?? (await middleOf(all.photo));
      signal.throwIfAborted();
      middle = picture;
      // All are asked for at once: one after the other, each would wait for a tile of the large painting's fine strokes.
      await Promise.all(all.manifest.styles.map((style) => paintOne(all, style, picture, signal)));
    } catch {
      if (!signal.aborted) wanted = undefined;
    }
  }

  async function paintOne(all: Wanted, style: StyleEntry, picture: Pixels, signal: AbortSignal) {
    const isLearned = !style.own || rowsFor(style, all.model);
    const name = nameOf(style.id, all);
    if (isLearned && made.get(style.id) === name) return;
    if (!isLearned) {
      show(style.id);
      return;
    }
    try {
      const painted = await paint(all, style.id, picture, signal);
      signal.throwIfAborted();
      show(style.id, painted);
      made.set(style.id, name);
    } catch (error) {
      // That of another network or boldness would not be true.
      if (!signal.aborted) show(style.id);
      throw error;
    }
  }

  function show(style: string, preview?: Pixels) {
    made.delete(style);
    const previews = new Map(store.getState());
    if (preview) previews.set(style, preview);
    else previews.delete(style);
    store.setState(previews, true);
  }

  async function paint(
    { manifest, stylizer, model, boldness }: Wanted,
    style: string,
    picture: Pixels,
    signal: AbortSignal,
  ): Promise<Pixels | undefined> {
    const mix = mixOf({ style, boldness }, manifest, model.id);
    for await (const update of stylizer.run({ model: model.id, style: mix, picture }, signal)) {
      if (update.type === 'result') return update.picture;
    }
    return undefined;
  }

  async function middleOf({ bitmap }: Photo): Promise<Pixels> {
    const { width, height } = bitmap;
    const aspect = Math.max(width / height, height / width);
    // Of pictures that are more than twice as long as high, `fit` takes another side.
    const longSide = PREVIEW_SIDE * Math.min(aspect, Math.sqrt(2 * aspect));
    return squareOf(await pictures.fit(bitmap, Math.ceil(longSide)));
  }

  stylize.store.subscribe(update);
  return { store };
}

/** @returns what previews are to be painted with; undefined while the visitor waits for something else */
function wantedOf({ stage, mayWork, connection, settings, precision }: StylizeState) {
  if (!mayWork || stage.status !== 'done' || connection.status !== 'connected') return undefined;
  const { manifest, stylizer } = connection;
  const model = modelOf(settings.network, manifest, precision);
  return model && { photo: stage.photo, manifest, stylizer, model, boldness: settings.boldness };
}

const isSame = (a: Wanted | undefined, b: Wanted | undefined): boolean =>
  a?.photo.id === b?.photo.id &&
  a?.manifest === b?.manifest &&
  a?.stylizer === b?.stylizer &&
  a?.model === b?.model &&
  a?.boldness === b?.boldness;

const nameOf = (style: string, { manifest, model, boldness }: Wanted): string =>
  [versionOfStyles({ style, mix: [] }, manifest), model.id, boldness].join('/');

/** @returns the square in the middle of a picture, and of a tall one a little above */
function squareOf({ width, height, data }: Pixels): Pixels {
  const side = Math.min(width, height);
  const left = Math.floor((width - side) / 2);
  const top = Math.floor((height - side) * FROM_TOP);
  const square = new Uint8ClampedArray(4 * side * side);
  for (let y = 0; y < side; y++) {
    const start = 4 * ((top + y) * width + left);
    square.set(data.subarray(start, start + 4 * side), 4 * side * y);
  }
  return { width: side, height: side, data: square };
}
