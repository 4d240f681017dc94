import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubStorage } from '../testing/index.ts';
import { createLanguage, type Language } from './language.ts';

let kept: Map<string, string>;
beforeEach(() => {
  kept = stubStorage();
  vi.clearAllMocks();
});

const speak = vi.fn(async (_language: Language) => {});
const notify = vi.fn();
const create = (wanted: readonly string[], asked?: string) =>
  createLanguage({ wanted, asked: asked ?? null, speak, notify });
const languageFor = (wanted: readonly string[], asked?: string) =>
  create(wanted, asked).store.getState().language;

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

it('keeps nothing until the visitor chooses, and then speaks that in the next visit', async () => {
  const language = create(['zh-CN']);
  expect(kept.size).toBe(0);
  const heard = vi.fn();
  language.store.subscribe(heard);
  await language.choose('en');
  expect(heard).toHaveBeenCalledTimes(1);
  expect(language.store.getState().language).toBe('en');
  expect(languageFor(['zh-CN'])).toBe('en');
});

it('the address counts before what was chosen, and what it asks for in vain does not', async () => {
  await create([]).choose('zh-Hans');
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

describe('words that are downloaded', () => {
  const lost = { code: 'page/language-not-downloaded' };

  it('are there before the page hears of the language', async () => {
    const language = create(['en']);
    const heard: string[] = [];
    speak.mockImplementationOnce(async (wanted) => void heard.push(`words of ${wanted}`));
    language.store.subscribe((state) => heard.push(state.language));
    await language.choose('zh-Hans');
    expect(heard).toEqual(['words of zh-Hans', 'zh-Hans']);
  });

  it('and do not arrive leave the language as it is, and that is told', async () => {
    const language = create(['en']);
    speak.mockRejectedValueOnce(new TypeError('offline'));
    await language.choose('zh-Hans');
    expect(language.store.getState().language).toBe('en');
    expect(notify).toHaveBeenCalledExactlyOnceWith(lost);
    expect(kept.size).toBe(0);
  });

  it('and do not arrive at the start make the page English', async () => {
    const language = create(['zh-CN']);
    speak.mockRejectedValueOnce(new TypeError('offline'));
    await language.begin();
    expect(language.store.getState().language).toBe('en');
    expect(notify).toHaveBeenCalledExactlyOnceWith(lost);
  });

  it('and arrive after another language was chosen are not used', async () => {
    const language = create(['en']);
    let arrive = () => {};
    speak.mockReturnValueOnce(new Promise<void>((resolve) => (arrive = resolve)));
    const first = language.choose('zh-Hans');
    await language.choose('en');
    arrive();
    await first;
    expect(language.store.getState().language).toBe('en');
  });
});
