/** Decodes, fits, composes, joins, encodes and compares off the page's thread. The page's side is client.ts. */
import { BrowserProblem } from '../browser/index.ts';
import { serve, Transferred } from '../channel/index.ts';
import { loadCode, LoadingProblem } from '../loading/index.ts';
import type { PictureRequests } from './client.ts';
import { compose } from './compose.ts';
import { withoutAlpha } from './cutOut.ts';
import { decode, fit } from './decode.ts';
import { encode } from './encode.ts';
import { largeHandlers } from './largeRequests.ts';
import { PictureProblem, type PictureFault } from './problems.ts';
import { atOneSize } from './sameSize.ts';
import { sideBySide } from './sideBySide.ts';
import { thumbnail } from './thumbnail.ts';

serve<PictureRequests>(
  () => ({
    async decode({ file, name, crop }) {
      const photo = await decode(file, name, crop);
      return new Transferred(photo, [photo.bitmap]);
    },
    fit({ bitmap, longSide, cutOut }) {
      try {
        const fitted = fit(bitmap, longSide, cutOut);
        const pixels = cutOut ? withoutAlpha(fitted) : fitted;
        return new Transferred(pixels, [pixels.data.buffer]);
      } finally {
        bitmap.close();
      }
    },
    compose({ painting, photo, blend }) {
      try {
        const longSide = Math.max(painting.width, painting.height);
        const fitted = fit(photo, longSide, blend.cutOut);
        const composed = compose(painting, fitted, blend);
        return new Transferred(composed, [composed.data.buffer]);
      } finally {
        photo.close();
      }
    },
    sideBySide({ photo, painting, cutOut }) {
      try {
        const fitted = fit(photo, Math.max(painting.width, painting.height), cutOut);
        const both = sideBySide(fitted, painting);
        return new Transferred(both, [both.data.buffer]);
      } finally {
        photo.close();
      }
    },
    encode: ({ pixels, options }) => encode(pixels, options),
    thumbnail: ({ file, name, side }) => thumbnail(file, name, side),
    ...largeHandlers(),
    async compare({ a, b }) {
      // For one page only.
      const { compare } = await loadCode(() => import('./difference.ts'));
      const comparison = compare(...atOneSize(a, b));
      return new Transferred(comparison, [comparison.map.data.buffer]);
    },
  }),
  (error, name): PictureFault => {
    if (error instanceof PictureProblem || error instanceof BrowserProblem) return error.fault;
    if (error instanceof LoadingProblem) return error.fault;
    // The browser's own error: of a file mostly that it moved, changed or is a folder.
    const reads = name === 'decode' || name === 'thumbnail';
    return { code: reads ? 'picture/unreadable' : 'picture/crashed' };
  },
);
