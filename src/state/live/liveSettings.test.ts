import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AvailableExecutor } from '../../engine/index.ts';
import { WASM } from '../testing/index.ts';
import { firstPace, keepLive, recallLive, settleLive } from './liveSettings.ts';

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

describe('settings of the last visit', () => {
  it('come back as they were', () => {
    const settings = {
      ...recallLive(false),
      size: 320,
      rate: 30,
      strength: 0.4,
      view: 'split',
      steady: true,
      mirror: false,
      camera: 'abc',
    } as const;
    keepLive(settings);
    expect(recallLive(false)).toEqual(settings);
  });

  it.each([
    '{"size":77,"rate":1000,"strength":9,"view":"upside-down","steady":"yes"}',
    'nonsense',
    '',
  ])('that make no sense become the defaults: %s', (text) => {
    kept.set('brushlite-live', text);
    expect(recallLive(false)).toEqual(recallLive(false));
    expect(recallLive(false)).toMatchObject({
      size: 'auto',
      rate: 24,
      strength: 1,
      view: 'painting',
      steady: false,
    });
  });

  it('begin calm for who wants little motion', () => {
    expect(recallLive(true)).toMatchObject({ steady: true, rate: 12 });
  });
});

it('what the server lacks becomes what it has', () => {
  const style = (id: string) => ({ id, title: id, artist: '', year: '', thumbnail: '' });
  const manifest = { version: 1, default: '', styles: [style('wave')], models: [] } as const;
  const settings = { ...recallLive(false), style: 'gone', mix: [], network: '', boldness: 0.5 };
  expect(settleLive(settings, manifest).style).toBe('wave');
});

it('a film begins at the size that the executor tells, and small before it is known', () => {
  const begin = (chosen: AvailableExecutor) =>
    firstPace({ available: [chosen], missing: [], chosen });
  expect(begin(WASM)).toBe(128);
  expect(begin({ ...WASM, id: 'tfjs-wasm' })).toBe(128);
  expect(begin({ ...WASM, id: 'tfjs-webgl', firstSizes: { picture: 1024, frame: 256 } })).toBe(256);
  expect(firstPace(undefined)).toBe(128);
});
