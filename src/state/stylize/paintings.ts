import type { Manifest } from '../../engine/index.ts';
import { fitSize, type Size } from '../../picture/index.ts';
import {
  nameOfStyles,
  pictureCache,
  versionOfStyles,
  type Painting,
  type PaintingChoice,
} from '../shared/index.ts';

/** A painting that may be there already. */
type Wanted = PaintingChoice & Pick<Painting, 'photo'>;

/** Keeps the last paintings, so that going back to a style, or to a photo, is instant. */
export function createPaintings() {
  const cache = pictureCache<Painting>();
  return {
    /** @param picture the size of the decoded photo */
    get: (wanted: Wanted, picture: Size, manifest: Manifest) =>
      cache.get(nameOf(wanted, picture, manifest)),
    put: (painting: Painting, manifest: Manifest) =>
      cache.put(nameOf(painting, painting.pixels, manifest), painting),
    clear: cache.clear,
  };
}

/** Photos are never enlarged, so all sizes that are larger than a photo are one painting. */
function nameOf(wanted: Wanted, picture: Size, manifest: Manifest): string {
  const { photo, boldness, model, longSide } = wanted;
  const { width, height } = fitSize(picture.width, picture.height, longSide);
  const version = versionOfStyles(wanted, manifest);
  return [photo, nameOfStyles(wanted), version, boldness, model, width, height].join('/');
}
