import { afterEach, describe, expect, it } from 'vitest';
import type { AppFault } from '../../state/index.ts';
import { deviceName, nameOf, sentenceOf, speak, whyLeftOut, words } from './compare.ts';
import { faultsOfPages } from './faultTable/pages.ts';
import { faultsOfParts } from './faultTable/parts.ts';
import { name, noWebgpu, type Code, type Sentences } from './faultTable/type.ts';
import { englishIn, WESTERN_STOPS } from './testing.ts';

/** Every code. */
const table: Sentences<Code> = { ...faultsOfParts, ...faultsOfPages };

const rows = Object.entries(table).map(([code, [facts, sentence]]) => ({
  code,
  fault: { code, ...facts } as AppFault,
  sentence,
}));

describe('a fault', () => {
  it.each(rows)('$code is a sentence with its facts', ({ fault, sentence }) => {
    expect(sentenceOf(fault)).toBe(sentence);
    expect(sentence).toMatch(/^[\p{Lu}“].*\.$/u);
  });

  describe('in Chinese', () => {
    afterEach(() => speak('en'));

    it.each(rows)('$code is a sentence without English', async ({ fault }) => {
      await speak('zh-Hans');
      const sentence = sentenceOf(fault);
      // What names, models and browsers are called is not translated.
      const facts = JSON.stringify(fault).match(/(?<=[:[,]")[^"]+(?="[,\]}])/g) ?? [];
      const own = facts.reduce((text, fact) => text.replace(new RegExp(fact, 'i'), ''), sentence);
      expect(englishIn(own)).toEqual([]);
      expect(own).not.toMatch(WESTERN_STOPS);
      expect(sentence).toMatch(/。$/);
    });
  });

  it('has a code of the table, and no other has a sentence', () => {
    expect(Object.keys(words.problems).sort()).toEqual(Object.keys(table).sort());
  });

  it.each<[AppFault, string]>([
    [
      { code: 'engine/model-not-downloaded' },
      'The network could not be downloaded (no answer from the server). Check your connection and try again.',
    ],
    [
      { code: 'queue/left-out', others: 1, tooMany: false, limit: 200 },
      'There was one file that is not a picture. It was left out.',
    ],
    [
      { code: 'queue/ended', painted: 1, failed: 0 },
      'The queue is finished: one photo is painted. You find the queue on the page Stylize.',
    ],
    [
      { code: 'queue/ended', painted: 0, failed: 2 },
      'No photo of the queue could be painted. You find the queue on the page Stylize.',
    ],
    [
      { code: 'queue/ended', painted: 5, failed: 2 },
      'The queue is finished: 5 photos are painted. 2 photos could not be painted. You find the queue on the page Stylize.',
    ],
    [
      { code: 'queue/zip-not-written', full: false },
      'The archive could not be written. Choose another place, and download it again.',
    ],
    [
      { code: 'engine/executor-not-started', executor: 'wasm', reason: 'CompileError' },
      'Painting with WebAssembly could not be started (CompileError).',
    ],
    [
      { code: 'engine/executor-not-started', executor: 'wasm' },
      'Painting with WebAssembly could not be started.',
    ],
    [
      { code: 'engine/executor-failed', executor: 'webgpu', fault: { code: 'engine/memory' } },
      'WebGPU could not paint on this device (too little memory), so another way is used.',
    ],
    [
      {
        ...{ code: 'engine/executor-failed', executor: 'tfjs-webgl' },
        fault: { code: 'engine/broken-painting', executor: 'tfjs-webgl' },
      },
      'WebGL could not paint on this device (no painting came out), so another way is used.',
    ],
    [{ code: 'paint/other-executor', chosen: 'tfjs-webgl' }, 'Painting with WebGL instead.'],
    [
      { code: 'compare/side', side: 'right', fault: { code: 'engine/gpu-lost' } },
      'Right side: The graphics processor was reset. Try again.',
    ],
    [
      { code: 'report/other-version', name: 'a.json', wanted: 1 },
      '“a.json” is a report of version unknown, and this page reads version 1. Reload the page, or make a new report.',
    ],
    [
      { code: 'page/unexpected', text: 'e.captureStream is not a function' },
      'Something went wrong. Try again, or reload the page.',
    ],
  ])('that lacks a fact, or has another, is a sentence all the same: %j', (fault, sentence) => {
    expect(sentenceOf(fault)).toBe(sentence);
  });

  it('shortens a name of more than 40 characters in the middle', () => {
    const long = `${'x'.repeat(80)}.png`;
    expect(sentenceOf({ code: 'film/photo', name: long })).toBe(
      '“xxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxx.png” is a photo. Open it on the page Stylize; this page takes a video file.',
    );
    const forty = 'y'.repeat(40);
    expect(sentenceOf({ code: 'picture/empty', name: forty })).toContain(`“${forty}” is empty`);
  });
});

describe('a file that is no picture for this browser', () => {
  afterEach(() => speak('en'));

  const kinds = ['film', 'svg', 'pdf', 'photoshop', 'raw', 'jpeg-2000'] as const;
  const variants = [
    ...(['jpeg-deep', 'jpeg-lossless', 'jpeg-hierarchical', 'jpeg-arithmetic'] as const),
    ...(['jpeg-ls', 'tiff-unusual', 'png-apple'] as const),
  ];
  it.each<AppFault>([
    ...kinds.map((kind) => ({ code: 'picture/other-kind', name, kind }) as const),
    ...variants.map((variant) => ({ code: 'picture/unsupported-variant', name, variant }) as const),
  ])('is named, and the sentence says what to do: %j', async (fault) => {
    expect(sentenceOf(fault)).toMatch(/^“x.jpg” is .*(Open|Export|Save) .*\.$/);
    await speak('zh-Hans');
    const chinese = sentenceOf(fault).replace(name, '');
    expect(chinese).toMatch(/请.*。$/);
    expect(englishIn(chinese)).toEqual([]);
    expect(chinese).not.toMatch(WESTERN_STOPS);
  });
});

describe('what an executor runs on', () => {
  const processor = { id: 'wasm', device: '', software: false } as const;

  it.each([
    [{ id: 'webgpu', device: 'NVIDIA H200', software: false }, 'NVIDIA H200'],
    [processor, 'Processor'],
    [{ ...processor, threads: 1 }, 'Processor, 1 thread'],
    [{ ...processor, threads: 2 }, 'Processor, 2 threads'],
  ] as const)('%j is called "%s"', (info, text) => {
    expect(deviceName(info)).toBe(text);
  });

  it('says why it is not a better one', () => {
    const info = {
      ...processor,
      threads: 1,
      because: [noWebgpu, { code: 'loading/code-not-downloaded' }],
    } as const;
    expect(deviceName(info)).toBe(
      'Processor, 1 thread. WebGPU is not available in this browser. A part of the page could not be downloaded. Check your connection and try again.',
    );
  });
});

it.each([
  [
    'tfjs-webgl',
    undefined,
    'WebGL is left out: its GPU is emulated by the processor, which would take minutes.',
  ],
  ['webgpu', noWebgpu, 'WebGPU is not available in this browser.'],
  [
    'wasm',
    { code: 'loading/code-not-downloaded' },
    'WebAssembly is left out: A part of the page could not be downloaded. Check your connection and try again.',
  ],
] as const)('%s is left out of the measurements with a reason', (id, reason, sentence) => {
  expect(whyLeftOut(id, reason)).toBe(sentence);
});

it('a sample picture has a title, and a picture from the clipboard a name', () => {
  expect(nameOf('still-life')).toBe('Still life');
  expect(nameOf()).toBe('Pasted picture');
});
