import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute } from './route.ts';
import { formatSettings, parseSettings } from './settingsLink.ts';
import type { Settings } from './shared/index.ts';

const settings: Settings = {
  ...{ style: 'great-wave', mix: [], network: 'compressed', boldness: 0.35 },
  ...{ strength: 0.8, keepColours: true, size: 1024, output: 'photo' },
};
const mixed: Settings = {
  ...settings,
  ...{ style: 'udnie', keepColours: false, size: 'auto', output: 3840 },
  mix: [
    { style: 'great-wave', percent: 40 },
    { style: 'udnie', percent: 60 },
  ],
};
const parsed = (query: string) => parseSettings(new URLSearchParams(query));

describe('a link to settings', () => {
  it('can be read by people', () => {
    expect(formatRoute({ page: 'stylize', settings })).toBe(
      '#/?style=great-wave&network=compressed&boldness=0.35&strength=0.8&colours=photo&size=1024&output=photo',
    );
    expect(formatSettings(mixed)).toBe(
      'style=great-wave:40,udnie:60&network=compressed&boldness=0.35&strength=0.8&colours=painting&size=auto&output=3840',
    );
  });

  it.each([settings, mixed])('gives all of them back: $style', (all) => {
    expect(parseRoute(formatRoute({ page: 'stylize', settings: all }))).toEqual({
      page: 'stylize',
      settings: all,
    });
    expect(parsed(encodeURI(formatSettings(all))).settings).toEqual(all);
  });

  it('that some program has escaped is the same', () => {
    expect(parsed('style=great-wave%3A40%2Cudnie%3A60').settings).toEqual({
      style: 'udnie',
      mix: mixed.mix,
    });
  });

  it.each([
    'style=%3Cb%3E',
    `style=${'a'.repeat(65)}`,
    'style=a:50,b:40',
    'style=a:50,a:50',
    'style=a:100',
    'style=a:20,b:20,c:20,d:20,e:20',
    'style=a:0,b:100',
    'style=a:1e1,b:ninety',
    'style=',
    'network=../secret',
    'boldness=much',
    'strength=NaN',
    'colours=constructor',
    'size=99',
    'size=-1',
    'more=1',
    '%E0%A4%A',
  ])('that says "%s" says nothing', (query) => {
    expect(parsed(query)).toEqual({});
  });
});
