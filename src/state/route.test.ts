import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_COMPARISON, type CompareSettings } from './compare/index.ts';
import { createRouter, formatRoute, parseRoute } from './route.ts';

const settings: CompareSettings = {
  left: { model: 'original-uint8', executor: 'webgpu' },
  right: { model: 'compressed-float32', executor: 'wasm' },
  style: 'udnie',
  mix: [],
  boldness: 0.75,
  size: 1024,
  view: 'difference',
  sample: 'still-life',
};

describe('the address', () => {
  it('carries both sides, style, boldness, size, view and sample there and back', () => {
    const hash = formatRoute({ page: 'compare', compare: settings });
    expect(hash).toBe(
      '#/compare?left=original-uint8&leftOn=webgpu&right=compressed-float32&rightOn=wasm&style=udnie&boldness=0.75&size=1024&view=difference&sample=still-life',
    );
    expect(parseRoute(hash)).toEqual({ page: 'compare', compare: settings });
    const own = { ...settings, sample: undefined };
    expect(parseRoute(formatRoute({ page: 'compare', compare: own })).compare).toEqual(own);
  });

  it('carries a mix, and boldness and size of a side of its own', () => {
    const compare: CompareSettings = {
      ...settings,
      mix: [
        { style: 'udnie', percent: 60 },
        { style: 'mondrian', percent: 40 },
      ],
      left: { ...settings.left, boldness: 0, size: 256 },
      right: { ...settings.right, boldness: 1 },
    };
    const hash = formatRoute({ page: 'compare', compare });
    expect(hash).toContain('leftBoldness=0&leftSize=256&');
    expect(hash).toContain('&rightBoldness=1&style=udnie:60,mondrian:40&');
    expect(parseRoute(hash)).toEqual({ page: 'compare', compare });
    expect(parseRoute('#/compare?rightBoldness=7')).toMatchObject({
      askedBoldness: 7,
      compare: { right: { boldness: 1 } },
    });
  });

  it.each(['', '#', '#/', '#/nothing', '#/stylize?left=x'])('%s is the Stylize page', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'stylize' });
  });

  it('of the page alone says nothing about the comparison', () => {
    expect(parseRoute('#/compare')).toEqual({ page: 'compare' });
    expect(parseRoute('#/compare?')).toEqual({ page: 'compare' });
  });

  it('falls back to the default wherever it makes no sense, and leaves out what all pages share', () => {
    const hash =
      '#/compare?left=%3Cb%3E&leftOn=abacus&right=&size=3000&view=x-ray&sample=../secret&style=a%20b&more=1';
    const { left, right, view } = DEFAULT_COMPARISON;
    expect(parseRoute(hash).compare).toEqual({ left, right, view, sample: undefined });
    expect(parseRoute('#/compare?%E0%A4%A').page).toBe('compare');
  });

  it.each([
    ['0.3', { settings: { boldness: 0.3 } }],
    ['0', { settings: { boldness: 0 } }],
    ['0.0000001', { settings: { boldness: 0 } }],
    ['0.333333333', { settings: { boldness: 0.3333 } }],
    ['1.5', { settings: { boldness: 1 }, askedBoldness: 1.5 }],
    ['-2', { settings: { boldness: 0 }, askedBoldness: -2 }],
    ['much', {}],
    ['', {}],
  ])('with a boldness of "%s" is %j on Stylize and Live', (given, route) => {
    expect(parseRoute(`#/?boldness=${given}`)).toEqual({ page: 'stylize', ...route });
    expect(parseRoute(`#/live?boldness=${given}`)).toEqual({ page: 'live', ...route });
  });

  it('with a strength gives that, too', () => {
    expect(parseRoute('#/?strength=0.6')).toEqual({
      ...{ page: 'stylize', settings: { strength: 0.6 } },
    });
    expect(parseRoute('#/live?boldness=0.2&strength=9')).toEqual({
      ...{ page: 'live', settings: { boldness: 0.2, strength: 1 }, askedStrength: 9 },
    });
  });

  it('of a comparison with a boldness out of range takes the nearest one, and says so', () => {
    const route = parseRoute('#/compare?boldness=1.5');
    expect(route.askedBoldness).toBe(1.5);
    expect(route.compare?.boldness).toBe(1);
    expect(parseRoute('#/compare?boldness=much').compare?.boldness).toBeUndefined();
  });

  it('keeps a model that only another server may have, for the side to say so', () => {
    expect(parseRoute('#/compare?left=huge-float32').compare?.left.model).toBe('huge-float32');
  });
});

describe('the router', () => {
  function browser(hash: string) {
    const location = { hash };
    let changed = () => {};
    const replaceState = vi.fn((_: unknown, __: string, url: string) => (location.hash = url));
    const address = {
      location,
      history: { replaceState } as unknown as History,
      addEventListener: (_: string, listener: () => void) => (changed = listener),
    };
    const go = (to: string) => {
      location.hash = to;
      changed();
    };
    return { router: createRouter(address), go, location, replaceState };
  }

  it('follows links and the back button', () => {
    const { router, go } = browser('#/compare?size=256');
    expect(router.store.getState().compare?.size).toBe(256);
    go('#/');
    expect(router.store.getState()).toEqual({ page: 'stylize' });
    go('#/compare');
    expect(router.store.getState()).toEqual({ page: 'compare' });
  });

  it('replaces the address without a step in the history, and only when it changes', () => {
    const { router, location, replaceState } = browser('#/compare');
    router.replace({ page: 'compare', compare: settings });
    router.replace({ page: 'compare', compare: settings });
    expect(replaceState).toHaveBeenCalledOnce();
    expect(parseRoute(location.hash).compare).toEqual(settings);
    expect(router.store.getState()).toEqual({ page: 'compare' });
  });
});
