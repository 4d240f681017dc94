import { fetchFile } from '../../../loading/index.ts';
import type { Pictures, Pixels } from '../../../picture/index.ts';
import { type Photos, SAMPLES } from '../../shared/index.ts';

/** Pixels of the longer side of a photo that is painted while learning. */
const PHOTO_SIDE = 384;
/** Samples of this site that are painted while learning, beside the visitor's own photo. */
const SAMPLES_TO_LEARN = 4;

interface Dependencies {
  readonly photos: Photos;
  readonly pictures: Pick<Pictures, 'decode' | 'fit'>;
  /** Replaced in tests. */
  readonly fetchSample?: ((url: string) => Promise<Blob>) | undefined;
}

/** @returns the photos that are painted while learning: the visitor's own first. A sample that does not arrive is left out. */
export async function photosToLearn({
  photos,
  pictures,
  fetchSample = fetchFile,
}: Dependencies): Promise<Pixels[]> {
  const { photo } = photos.store.getState();
  const own = photo && !photo.sample ? [await pictures.fit(photo.bitmap, PHOTO_SIDE)] : [];
  const samples = await Promise.all(
    SAMPLES.slice(0, SAMPLES_TO_LEARN).map(async ({ id, url }) => {
      try {
        const { bitmap } = await pictures.decode(await fetchSample(url), id);
        return await pictures.fit(bitmap, PHOTO_SIDE).finally(() => bitmap.close());
      } catch {
        return undefined;
      }
    }),
  );
  return [...own, ...samples.filter((pixels) => pixels !== undefined)];
}
