/** English and Chinese beside each other: nothing is missing in one of them, and no English is left in the other. */
import { readFileSync } from 'node:fs';
import { isValidElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Manifest } from '../../engine/index.ts';
import { en } from './en/index.ts';
import {
  networkTitle,
  nameOf,
  photoName,
  speak,
  styleOrigin,
  styleTitle,
  words,
} from './compare.ts';
import { englishIn, WESTERN_STOPS } from './testing.ts';
import { zh } from './zh/index.ts';

const { styles, models } = JSON.parse(
  readFileSync(new URL('../../../models/manifest.json', import.meta.url), 'utf8'),
) as Manifest;

/** What a sentence is made with, whatever it takes: a text, a number, a list, or an object of these. */
const FACT = '7';
const anything: object = new Proxy(() => anything, {
  get: (_target, key) => {
    if (key === Symbol.toPrimitive || key === 'toFixed' || key === 'join') return () => FACT;
    if (key === 'map') return (each: (one: object) => unknown) => [each(anything)];
    return anything;
  },
});

/** The text of a word: of a sentence that takes facts, with facts. */
function textOf(word: unknown): string {
  if (word === anything) return FACT;
  if (typeof word === 'string') return word;
  if (typeof word === 'function') {
    return textOf(
      (word as (...facts: object[]) => unknown)(anything, anything, anything, anything, anything),
    );
  }
  if (Array.isArray(word)) return word.map(textOf).join('');
  if (isValidElement<{ children?: unknown }>(word)) return textOf(word.props.children);
  return '';
}

type Leaf = readonly [path: string, word: unknown];

const isLeaf = (value: unknown) =>
  typeof value !== 'object' || value === null || isValidElement(value);

/** All words of a language with their paths. The sentences of faults have a test of their own, with facts. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (isLeaf(value)) return [[path, value]];
  return Object.entries(value as object)
    .filter(([key]) => path !== '' || key !== 'problems')
    .flatMap(([key, part]) => leaves(part, path ? `${path}.${key}` : key));
}

/** Names that only some languages have; English takes those of the manifest. */
const isName = ([path]: Leaf) => /^shared\.(styles|networkTitles)\./.test(path);

const english = leaves(en);
const chinese = leaves(zh);

describe('English and Chinese', () => {
  it('have the same words, which take as many facts', () => {
    const shapeOf = ([path, word]: Leaf) =>
      `${path}: ${typeof word === 'function' ? `${word.length} facts` : typeof word}`;
    expect(
      chinese
        .filter((leaf) => !isName(leaf))
        .map(shapeOf)
        .sort(),
    ).toEqual(english.map(shapeOf).sort());
    expect(Object.keys(zh.problems).sort()).toEqual(Object.keys(en.problems).sort());
  });

  it.each([...english, ...chinese])('%s is not empty', (_path, word) => {
    expect(textOf(word).trim()).not.toBe('');
  });
});

it.each(chinese.filter(([path]) => path !== 'locale' && !path.startsWith('shared.executors.')))(
  '%s has no English in Chinese, and Chinese punctuation',
  (_path, word) => {
    const text = textOf(word);
    expect(englishIn(text)).toEqual([]);
    expect(text).not.toMatch(WESTERN_STOPS);
  },
);

describe('a language that is chosen', () => {
  afterEach(() => speak('en'));

  it('is the one that words are read in from then on', async () => {
    expect(words.locale).toBe('en');
    await speak('zh-Hans');
    expect(words.locale).toBe('zh-Hans');
    expect(nameOf('still-life')).toBe('静物');
    expect(photoName({ name: 'Still life', sample: 'still-life' })).toBe('静物');
    expect(photoName({ name: 'dog.jpg' })).toBe('dog.jpg');
  });

  it('has its own names of all styles and networks, and English those of the manifest', async () => {
    for (const style of styles) {
      expect(styleTitle(style)).toBe(style.title);
      expect(styleOrigin(style)).toBe(`${style.artist}, ${style.year}`);
    }
    for (const model of models) expect(networkTitle(model)).toBe(model.title);
    await speak('zh-Hans');
    for (const style of styles) {
      expect(styleTitle(style)).toMatch(/^\p{Script=Han}+$/u);
      expect(styleOrigin(style)).toMatch(/^[\p{Script=Han}·]+，(约 )?\d{4}$/u);
      expect(words.shared.manners[style.id]).toBeDefined();
    }
    for (const model of models) expect(networkTitle(model)).toMatch(/^\p{Script=Han}+$/u);
  });

  it('has the name of the manifest for a style or a network that it does not know', async () => {
    await speak('zh-Hans');
    const style = { id: 'new', title: 'New', artist: 'Nobody', year: '2030' };
    expect(styleTitle(style)).toBe('New');
    expect(styleOrigin(style)).toBe('Nobody，2030');
    expect(networkTitle({ network: 'unheard-of', title: 'Tiny' })).toBe('Tiny');
    expect(networkTitle({ title: 'Tiny' })).toBe('Tiny');
  });
});
