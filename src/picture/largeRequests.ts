/** The requests for large paintings: the page's side and the worker's side. */
import { pause, Transferred, type Channel, type Handlers, type Request } from '../channel/index.ts';
import { bitmapOf } from './bitmap.ts';
import type { Blend } from './compose.ts';
import { cropBitmap, type Crop } from './crop.ts';
import { groundOf } from './cutOut.ts';
import { encodeStrips, loadPng, type FileOptions } from './encode.ts';
import { LargePainting, LargePhoto } from './large.ts';
import type { Pixels, Size } from './pixels.ts';
import { PictureProblem, type PictureFault } from './problems.ts';
import { reduce } from './reduce.ts';
import { readable, type Area } from './regions.ts';

/** Names a large painting of the picture worker. */
export type LargeId = number;

/** How a large painting becomes a file. */
export interface LargeFileOptions extends FileOptions {
  /** Whether the photo is on its left, and the file twice as wide. */
  readonly withPhoto?: boolean | undefined;
}

/** Who has a large painting: the page, or its queue of photos. */
export type LargeOwner = 'page' | 'queue';

export interface LargeStart {
  readonly owner: LargeOwner;
  /** Names the photo: of the same one the pixels are kept from painting to painting. */
  readonly photo: number;
  readonly file: Blob;
  readonly name: string;
  /** The part of it that is painted; without it the whole. */
  readonly crop?: Crop | undefined;
  /** Whether that has transparent parts, as `decode` found. */
  readonly cutOut: boolean;
  /** What the network painted. */
  readonly painting: Pixels;
  /** Of the large painting, in the shape of the photo. */
  readonly size: Size;
  /** Of what the page shows of it. */
  readonly view: Size;
  /** Of the owner's large paintings the one that is kept beside the new one, if it is not too large. */
  readonly keep?: LargeId | undefined;
}

/**
 * Large paintings, in the picture worker. Each owner has one at a time, and one beside it
 * that it asked to keep, for who takes a step back. What is asked of those that are gone rejects with PictureProblem
 * `large-gone`. All reject with PictureProblem.
 */
export interface LargePictures {
  /** Enlarge a painting. Rejects with the signal's reason once that is aborted. */
  open(start: LargeStart, signal?: AbortSignal): Promise<LargeId>;
  /** Make the one that is kept beside the present one the present one. @returns whether it is there */
  goBack(id: LargeId): Promise<boolean>;
  /** @returns a part of the enlarged painting, for the network to paint fine strokes */
  read(id: LargeId, area: Area): Promise<Pixels>;
  /** Take what the network made of the part `seen`, and keep the part `kept` of it. */
  write(id: LargeId, seen: Area, kept: Area, painted: Pixels): Promise<void>;
  /** @returns what it looks like now, reduced */
  view(id: LargeId): Promise<Pixels>;
  /**
   * @param size of the result; no side is larger than the area's
   * @param withTiles whether the fine strokes that are there are shown before all are
   * @returns a part of it as it is by now over the photo, reduced to a size; of strength 0 the photo alone
   */
  look(id: LargeId, area: Area, size: Size, blend: Blend, withTiles: boolean): Promise<Pixels>;
  /** @returns a file of the whole, over the photo. Rejects with the signal's reason once that is aborted. */
  encode(id: LargeId, blend: Blend, options: LargeFileOptions, signal?: AbortSignal): Promise<Blob>;
  /** Free an owner's photo and painting. */
  close(owner: LargeOwner): Promise<void>;
}

/** What the picture worker answers. */
export interface LargeRequests {
  readonly largeOpen: Request<LargeStart, LargeId>;
  readonly largeRead: Request<{ readonly id: LargeId; readonly area: Area }, Pixels>;
  readonly largeWrite: Request<
    { readonly id: LargeId; readonly seen: Area; readonly kept: Area; readonly painted: Pixels },
    void
  >;
  readonly largeView: Request<LargeId, Pixels>;
  readonly largeLook: Request<
    {
      readonly id: LargeId;
      readonly area: Area;
      readonly size: Size;
      readonly blend: Blend;
      readonly withTiles: boolean;
    },
    Pixels
  >;
  readonly largeEncode: Request<
    { readonly id: LargeId; readonly blend: Blend; readonly options: LargeFileOptions },
    Blob
  >;
  readonly largeGoBack: Request<LargeId, boolean>;
  readonly largeClose: Request<LargeOwner, void>;
}

/** The page's side. */
export function largePictures(channel: Channel<LargeRequests, PictureFault>): LargePictures {
  return {
    open: (start, signal) => channel.ask('largeOpen', start, { signal }),
    goBack: (id) => channel.ask('largeGoBack', id),
    read: (id, area) => channel.ask('largeRead', { id, area }),
    write: (id, seen, kept, painted) =>
      channel.ask('largeWrite', { id, seen, kept, painted }, { transfer: [painted.data.buffer] }),
    view: (id) => channel.ask('largeView', id),
    look: (id, area, size, blend, withTiles) =>
      channel.ask('largeLook', { id, area, size, blend, withTiles }),
    encode: (id, blend, options, signal) =>
      channel.ask('largeEncode', { id, blend, options }, { signal }),
    close: (owner) => channel.ask('largeClose', owner),
  };
}

const handOver = (pixels: Pixels) => new Transferred(pixels, [pixels.data.buffer]);

/** One is kept beside the present one up to so many pixels: with its fine strokes it takes 4 bytes for each. */
const MOST_KEPT = 16e6;

/** A photo at the size of a large painting. */
interface NamedPhoto {
  readonly name: string;
  readonly pixels: LargePhoto;
}

/** A large painting, with the photo that it retains. */
interface Held {
  readonly id: LargeId;
  readonly painting: LargePainting;
  readonly photo: NamedPhoto;
}

/** A photo that several paintings in a row may wait for. */
interface ComingPhoto {
  readonly name: string;
  /** Who waits for it: it is retained for each. */
  uses: number;
  photo?: Promise<NamedPhoto>;
}

/** What an owner has. */
interface Slot {
  /** What is kept beside it. */
  kept?: Held | undefined;
  current?: Held | undefined;
  /** A photo that is being decoded. */
  coming?: ComingPhoto | undefined;
  /** What was opened last, also while it is on its way. */
  newest: LargeId;
}

/** The worker's side. */
export function largeHandlers(): Handlers<LargeRequests> {
  const slots: Readonly<Record<LargeOwner, Slot>> = { page: { newest: 0 }, queue: { newest: 0 } };
  let lastId = 0;

  function find(id: LargeId): LargePainting {
    const all = Object.values(slots).flatMap(({ current, kept }) => [current, kept]);
    const found = all.find((large) => large?.id === id);
    if (!found) throw new PictureProblem({ code: 'picture/large-gone' });
    return found.painting;
  }

  return {
    async largeOpen(start, { signal }) {
      void loadPng(); // it is likely to be saved, and the network may be gone by then
      const slot = slots[start.owner];
      const id = (slot.newest = ++lastId);
      const photo = await photoOf(slot, start);
      try {
        const { painting: small, view } = start;
        const painting = await LargePainting.make(photo.pixels, small, view, () => pause(signal));
        if (slot.newest !== id) throw new PictureProblem({ code: 'picture/large-gone' });
        // Until now the one before could be saved.
        const kept = [slot.current, slot.kept].find((held) => held?.id === start.keep);
        forget(slot, kept && isSmall(kept.painting) ? kept : undefined);
        photo.pixels.retain();
        slot.current = { id, painting, photo };
        return id;
      } finally {
        photo.pixels.release();
      }
    },
    largeGoBack(id) {
      const { page } = slots;
      if (page.kept?.id !== id) return page.current?.id === id;
      [page.current, page.kept] = [page.kept, page.current];
      page.newest = ++lastId; // what is being opened is no longer wanted
      return true;
    },
    largeRead: ({ id, area }) => handOver(find(id).partToPaint(area)),
    largeWrite: ({ id, seen, kept, painted }) => find(id).write(seen, kept, painted),
    largeView: (id) => handOver(find(id).view()),
    largeLook: ({ id, area, size, blend, withTiles }) =>
      handOver(reduce(find(id).look(area, blend, withTiles), size)),
    async largeEncode({ id, blend, options }, { signal }) {
      const painting = find(id);
      const { withPhoto, ...file } = options;
      const { width, height } = painting;
      return encodeStrips(
        { width: withPhoto ? 2 * width : width, height },
        painting.strips(blend, () => pause(signal), withPhoto),
        { ...file, cutOut: blend.cutOut },
      );
    },
    largeClose(owner) {
      slots[owner].newest = ++lastId; // what is being opened is no longer wanted
      forget(slots[owner]);
    },
  };
}

const isSmall = ({ width, height }: Size) => width * height <= MOST_KEPT;

function forget(slot: Slot, kept?: Held) {
  for (const held of [slot.current, slot.kept]) if (held !== kept) held?.photo.pixels.release();
  slot.current = undefined;
  slot.kept = kept;
}

/** @returns the photo, retained: that of the painting before, or decoded again, once for all that wait for it */
function photoOf(slot: Slot, start: LargeStart): Promise<NamedPhoto> | NamedPhoto {
  const name = `${start.photo} ${start.size.width}x${start.size.height}`;
  const known = [slot.current, slot.kept].find((held) => held?.photo.name === name)?.photo;
  if (known) {
    known.pixels.retain();
    return known;
  }
  const { coming } = slot;
  if (coming?.photo && coming.name === name) {
    coming.uses += 1;
    return coming.photo;
  }
  const mine: ComingPhoto = { name, uses: 1 };
  slot.coming = mine;
  mine.photo = (async () => {
    try {
      const pixels = await decodedPhoto(start);
      for (let use = 1; use < mine.uses; use++) pixels.retain();
      return { name, pixels };
    } finally {
      if (slot.coming === mine) slot.coming = undefined;
    }
  })();
  return mine.photo;
}

async function decodedPhoto({ file, name, crop, cutOut, size }: LargeStart): Promise<LargePhoto> {
  const { bitmap: whole } = await bitmapOf(file, name);
  const of = (part: ImageBitmap) =>
    new LargePhoto(readable(part, size, cutOut ? groundOf(part) : undefined));
  if (!crop) return of(whole);
  try {
    return of(cropBitmap(whole, crop));
  } finally {
    whole.close();
  }
}
