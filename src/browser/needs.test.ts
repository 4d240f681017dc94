import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { missingFeatures } from './index.ts';

beforeEach(() => {
  vi.stubGlobal('Worker', () => {});
  vi.stubGlobal('createImageBitmap', () => {});
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({});
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

it('a current browser lacks nothing', () => {
  expect(missingFeatures()).toEqual([]);
});

it.each(['Worker', 'OffscreenCanvas', 'createImageBitmap', 'WebAssembly'] as const)(
  'a browser without %s lacks that',
  (feature) => {
    vi.stubGlobal(feature, undefined);
    expect(missingFeatures()).toEqual([feature]);
  },
);

it('an OffscreenCanvas that can only do WebGL counts as none', () => {
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => null;
    },
  );
  expect(missingFeatures()).toEqual(['OffscreenCanvas']);
});
