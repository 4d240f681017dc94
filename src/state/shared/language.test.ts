import { beforeEach, expect, it, vi } from 'vitest';
import { stubStorage } from '../testing/index.ts';
import { createLanguage } from './language.ts';

let kept: Map<string, string>;
beforeEach(() => {
  kept = stubStorage();
});

const languageFor = (wanted: readonly string[], asked?: string) =>
  createLanguage({ wanted, asked: asked ?? null }).store.getState().language;

it.each([
  [['zh-CN', 'zh', 'en-US'], 'zh-Hans'],
  [['zh'], 'zh-Hans'],
  [['zh-SG'], 'zh-Hans'],
  [['zh-Hans'], 'zh-Hans'],
  [['zh-hans-cn'], 'zh-Hans'],
  [['en-GB', 'zh-CN'], 'en'],
  [['de', 'zh-CN', 'en'], 'zh-Hans'],
  [['de', 'fr'], 'en'],
  [['zh-TW'], 'en'],
  [['zh-Hant', 'zh-HK'], 'en'],
  [[], 'en'],
])('a browser that wants %j gets %s', (wanted, language) => {
  expect(languageFor(wanted)).toBe(language);
});

it('keeps nothing until the visitor chooses, and then speaks that in the next visit', () => {
  const language = createLanguage({ wanted: ['zh-CN'] });
  expect(kept.size).toBe(0);
  const heard = vi.fn();
  language.store.subscribe(heard);
  language.choose('en');
  expect(heard).toHaveBeenCalledTimes(1);
  expect(language.store.getState().language).toBe('en');
  expect(languageFor(['zh-CN'])).toBe('en');
});

it('the address counts before what was chosen, and what it asks for in vain does not', () => {
  createLanguage({ wanted: [] }).choose('zh-Hans');
  expect(languageFor(['de'], 'en')).toBe('en');
  expect(languageFor(['en'], 'zh')).toBe('zh-Hans');
  expect(languageFor(['en'], 'tlh')).toBe('zh-Hans');
});

it('what was kept and is no language is left out', () => {
  kept.set('brushlite-language', '{"language":"klingon"}');
  expect(languageFor(['zh-CN'])).toBe('zh-Hans');
  kept.set('brushlite-language', 'not JSON');
  expect(languageFor(['zh-CN'])).toBe('zh-Hans');
});
