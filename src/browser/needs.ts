import { BrowserProblem } from './problems.ts';

/** What a thread that works with pictures can't do without. */
const PICTURES = {
  // Some had it for WebGL alone.
  OffscreenCanvas: () => new OffscreenCanvas(1, 1).getContext('2d') !== null,
  createImageBitmap: () => typeof createImageBitmap === 'function',
};

/** What the page can't do without. Each is a name that the visitor can look up. */
const PAGE = {
  Worker: () => typeof Worker === 'function',
  ...PICTURES,
  WebAssembly: () => typeof WebAssembly === 'object',
};

export type Feature = keyof typeof PAGE;

/** @returns what this browser lacks of what the page can't do without */
export function missingFeatures(needs: Partial<typeof PAGE> = PAGE): Feature[] {
  return (Object.keys(needs) as Feature[]).filter((feature) => {
    try {
      return !needs[feature]?.();
    } catch {
      return true;
    }
  });
}

/** Throws BrowserProblem `lacks` in a thread that can't work with pictures. */
export function checkPictures(): void {
  const features = missingFeatures(PICTURES);
  if (features.length > 0) throw new BrowserProblem({ code: 'browser/lacks', features });
}
