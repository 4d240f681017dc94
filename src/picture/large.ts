/**
 * A painting that is larger than the network painted it. The picture worker holds it, so that its pixels are not copied
 * to the page: the page asks for parts to paint, for a view of it, and for a file.
 */
import { compose, isPlain, type Blend } from './compose.ts';
import { enlarge, prepareEnlarging, type Enlarging } from './detail.ts';
import { addFineStrokes } from './fineStrokes.ts';
import { withoutGrain, withoutMesh } from './grain.ts';
import type { Pixels, Size } from './pixels.ts';
import { crop, overlapOf, paste, stripsOf, type Area, type Readable } from './regions.ts';
import { reduce, Reducer } from './reduce.ts';
import { sideBySide } from './sideBySide.ts';

/** Lets other requests of the worker be read. Rejects with the signal's reason once that is aborted. */
type Pause = () => Promise<void>;

/** A photo at the size of a large painting. It may be read for several paintings, and is closed after the last use. */
export class LargePhoto {
  private uses = 1;
  private readonly reductions = new Map<string, Pixels>();

  constructor(readonly whole: Readable) {}

  /** It is read for something that must not lose it meanwhile. */
  retain(): void {
    this.uses++;
  }

  /** The counterpart of being made, and of `retain`. */
  release(): void {
    if (--this.uses === 0) this.whole.close();
  }

  /** @returns the photo, reduced by area averaging. The newest two sizes are kept. */
  async reduced({ width, height }: Size, pause: Pause): Promise<Pixels> {
    const name = `${width}x${height}`;
    const known = this.reductions.get(name);
    if (known) return known;
    const reducer = new Reducer(this.whole, { width, height });
    for (const strip of stripsOf(this.whole)) {
      reducer.add(this.whole.read(strip));
      await pause();
    }
    const [oldest] = this.reductions.keys();
    if (this.reductions.size > 1) this.reductions.delete(oldest!);
    this.reductions.set(name, reducer.result);
    return reducer.result;
  }
}

export class LargePainting {
  readonly width: number;
  readonly height: number;
  private readonly photo: Readable;
  /** With fine strokes, as far as tiles were written; made with the first one. */
  private finished: Pixels | undefined;
  private missing: number;
  private readonly written = new Map<string, Area>();

  private constructor(
    private readonly source: LargePhoto,
    private readonly enlarging: Enlarging,
    /** The same, for the network. */
    private readonly toPaint: Enlarging,
    /** What the page shows, reduced; finished tiles are put into it. */
    private readonly shown: Pixels,
  ) {
    this.photo = source.whole;
    this.width = this.photo.width;
    this.height = this.photo.height;
    this.missing = this.width * this.height;
  }

  /**
   * @param photo at the size of the large painting
   * @param painting what the network painted, of the same shape, and not larger
   * @param view the size of what the page shows, not larger either
   */
  static async make(
    photo: LargePhoto,
    painting: Pixels,
    view: Size,
    pause: Pause,
  ): Promise<LargePainting> {
    const reduced = await photo.reduced(painting, pause);
    const plain = withoutMesh(painting);
    const enlarging = prepareEnlarging(plain, reduced);
    const shown = enlarge(enlarging, view, 0, 0, await photo.reduced(view, pause));
    const toPaint = prepareEnlarging(withoutGrain(plain), reduced);
    return new LargePainting(photo, enlarging, toPaint, shown);
  }

  /** The painting with fine strokes, once all tiles of it are there. */
  private get complete(): Pixels | undefined {
    return this.missing > 0 ? undefined : this.finished;
  }

  /** @returns a part of the enlarged painting, without fine strokes */
  read(area: Area): Pixels {
    return enlarge(this.enlarging, this, area.left, area.top, this.photo.read(area));
  }

  /** @returns what the network is to paint of a part: the enlarged painting without its grain */
  partToPaint(area: Area): Pixels {
    return enlarge(this.toPaint, this, area.left, area.top, this.photo.read(area));
  }

  /**
   * Take what the network made of a part.
   *
   * @param seen the part that it was given
   * @param kept what is kept of that
   */
  write(seen: Area, kept: Area, painted: Pixels): void {
    const { width, height } = this;
    this.finished ??= { width, height, data: new Uint8ClampedArray(4 * width * height) };
    const whole = addFineStrokes(this.read(seen), painted);
    const [left, top] = [kept.left - seen.left, kept.top - seen.top];
    const tile = crop(whole, { ...kept, left, top });
    paste(this.finished, tile, kept);
    // A tile may come a second time: strokes that were stopped begin again.
    const name = `${kept.left},${kept.top}`;
    if (!this.written.has(name)) this.missing -= kept.width * kept.height;
    this.written.set(name, kept);
    this.show(tile, kept);
  }

  /** Put a tile into what is shown: the pixels of the view that lie within it as a whole. */
  private show(tile: Pixels, kept: Area) {
    const [across, down] = [this.shown.width / this.width, this.shown.height / this.height];
    const left = Math.ceil(kept.left * across);
    const top = Math.ceil(kept.top * down);
    const width = Math.floor((kept.left + kept.width) * across) - left;
    const height = Math.floor((kept.top + kept.height) * down) - top;
    if (width > 0 && height > 0) paste(this.shown, reduce(tile, { width, height }), { left, top });
  }

  /** @returns what the page shows now. Once all tiles are there it is the whole, reduced. */
  view(): Pixels {
    const { complete, shown } = this;
    const pixels = complete ? reduce(complete, shown) : shown;
    return { width: pixels.width, height: pixels.height, data: pixels.data.slice() };
  }

  /**
   * @param withTiles whether the fine strokes of finished tiles are shown before all of them are there
   * @returns a part of what there is by now over the photo, at its own size
   */
  look(area: Area, blend: Blend, withTiles: boolean): Pixels {
    const { complete } = this;
    if (blend.strength === 0) return this.photo.read(area);
    const soFar = () => (withTiles ? this.readWithTiles(area) : this.read(area));
    const painting = complete ? crop(complete, area) : soFar();
    return this.over(painting, area, blend);
  }

  /**
   * @param painting a part of the painting
   * @param photo the same part of the photo, where it is read already
   * @returns the part over the photo
   */
  private over(painting: Pixels, area: Area, blend: Blend, photo?: Pixels): Pixels {
    if (isPlain(blend)) return painting;
    return compose(painting, photo ?? this.photo.read(area), blend, { ...area, whole: this });
  }

  private readWithTiles(area: Area): Pixels {
    const part = this.read(area);
    for (const tile of this.written.values()) {
      const common = overlapOf(tile, area);
      if (!common || !this.finished) continue;
      const [left, top] = [common.left - area.left, common.top - area.top];
      paste(part, crop(this.finished, common), { left, top });
    }
    return part;
  }

  /**
   * The whole painting over its photo, from the top to the bottom. Without fine strokes until all of them are there, so
   * that the picture is of one piece.
   *
   * @param withPhoto put the photo on the left: the strips are twice as wide
   */
  async *strips(blend: Blend, pause: Pause, withPhoto = false): AsyncGenerator<Pixels> {
    this.source.retain();
    try {
      const { complete } = this; // as it is now, also when the last tile comes meanwhile
      for (const strip of stripsOf(this)) {
        const painting = complete ? crop(complete, strip) : this.read(strip);
        const photo = withPhoto ? this.photo.read(strip) : undefined;
        const composed = this.over(painting, strip, blend, photo);
        yield photo ? sideBySide(photo, composed) : composed;
        await pause();
      }
    } finally {
      this.source.release();
    }
  }
}
