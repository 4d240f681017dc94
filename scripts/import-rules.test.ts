import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lintFiles } from './lint-files.ts';
import { whyRefused } from './import-rules.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

type Case = [file: string, specifier: string, message: string];

/** Imports that are refused, with a part of the message. `type` in front means `import type`. */
const refused: Case[] = [
  ['src/channel/a.ts', '../engine/index.ts', 'imports nothing of ours'],
  ['src/channel/a.ts', 'type ../picture/index.ts', 'imports nothing of ours'],
  ['src/network/a.ts', '../engine/index.ts', 'imports nothing of ours'],
  ['src/network/a.ts', '../channel/index.ts', 'imports nothing of ours'],
  ['src/network/a.ts', 'type ../picture/index.ts', 'imports nothing of ours'],
  ['src/network/a.ts', '@tensorflow/tfjs-core', 'engine/executors/tfjs'],
  ['src/network/a.ts', '../../models/networks/original.json', 'fetched at run time'],
  ['src/picture/a.ts', '../network/index.ts', 'imports nothing of ours'],
  ['src/picture/a.ts', '../engine/index.ts', 'imports nothing of ours'],
  ['src/picture/a.ts', '../channel/problem.ts', 'imports nothing of ours'],
  ['src/picture/a.ts', 'react', 'imports nothing of ours'],
  ['src/engine/a.ts', '../picture/index.ts', 'belongs into state/'],
  ['src/engine/a.ts', '../channel/problem.ts', 'belongs into state/'],
  ['src/engine/weights/a.ts', '../../state/index.ts', 'belongs into state/'],
  ['src/engine/a.ts', 'zustand/vanilla', 'scripts/import-rules.mjs'],
  ['src/engine/a.ts', '@tensorflow/tfjs-core', 'engine/executors/tfjs'],
  ['src/engine/a.ts', './testing/node.ts', 'belongs into state/'],
  ['src/engine/executors/webgpu/a.ts', 'type @tensorflow/tfjs-core', 'engine/executors/tfjs'],
  ['src/engine/executors/tfjs/a.ts', '../../../picture/index.ts', 'belongs into state/'],
  ['src/engine/executors/tfjs/a.ts', '../../../../models/manifest.json', 'fetched at run time'],
  ['src/state/a.ts', '../engine/host/local.ts', 'its index.ts'],
  ['src/state/a.ts', 'type ../engine/weights/load.ts', 'its index.ts'],
  ['src/state/a.ts', '../ui/shared/format.ts', 'belongs into ui/'],
  ['src/state/a.ts', 'react', 'belongs into ui/'],
  ['src/state/a.ts', 'zustand', 'zustand/vanilla'],
  ['src/state/a.ts', '@tensorflow/tfjs-core', 'engine/executors/tfjs'],
  ['src/state/a.test.ts', '../ui/shared/format.ts', 'belongs into ui/'],
  ['src/state/a.test.ts', '@tensorflow/tfjs-core', 'engine/executors/tfjs'],
  ['src/state/shared/a.ts', '../live/index.ts', 'no other page'],
  ['src/state/shared/a.ts', 'type ../compare/index.ts', 'no other page'],
  ['src/state/shared/a.ts', '../route.ts', 'no other page'],
  ['src/state/live/a.ts', '../compare/index.ts', 'no other page'],
  ['src/state/live/a.ts', 'type ../compare/index.ts', 'no other page'],
  ['src/state/compare/a.ts', '../live/index.ts', 'no other page'],
  ['src/state/stylize/a.ts', '../live/loop.ts', 'no other page'],
  ['src/state/live/a.ts', '../shared/photos.ts', 'its index.ts'],
  ['src/state/live/a.ts', '../index.ts', 'no other page'],
  ['src/state/live/a.ts', '../testing/index.ts', 'no other page'],
  ['src/ui/App.tsx', '../engine/index.ts', 'call an action of state/'],
  ['src/ui/App.tsx', 'type ../engine/client.ts', 'its index.ts'],
  ['src/ui/App.tsx', '../state/live/loop.ts', 'through its index.ts files'],
  ['src/ui/App.tsx', '../main.tsx', 'through its index.ts files'],
  ['src/ui/App.tsx', '@tensorflow/tfjs', 'engine/executors/tfjs'],
  ['src/ui/live/a.tsx', '../../picture/index.ts', 'call an action of state/'],
  ['src/ui/live/a.tsx', '../../network/index.ts', 'call an action of state/'],
  ['src/ui/live/a.tsx', '../../state/live/loop.ts', 'state of its own page'],
  ['src/ui/live/a.tsx', '../../state/compare/index.ts', 'state of its own page'],
  ['src/ui/live/a.tsx', '../compare/Pictures.tsx', 'state of its own page'],
  ['src/ui/compare/a.tsx', '../live/LivePage.tsx', 'state of its own page'],
  ['src/ui/shared/a.tsx', '../compare/Pictures.tsx', 'belongs into ui/shared/'],
  ['src/ui/shared/a.tsx', '../../state/compare/index.ts', 'belongs into ui/shared/'],
  ['src/ui/words/a.ts', '../shared/format.ts', 'belongs into ui/shared/'],
  ['src/ui/live/a.tsx', '../words/compare.ts', 'belongs into ui/shared/'],
  ['src/ui/shared/a.tsx', 'valibot', 'scripts/import-rules.mjs'],
  ['src/main.tsx', './engine/client.ts', 'through its index.ts'],
  ['src/main.tsx', '@tensorflow/tfjs', 'engine/executors/tfjs'],
  ['src/main.tsx', '../models/manifest.json', 'fetched at run time'],
  ['bench/a.ts', '../src/state/shared/statistics.ts', 'neither state nor pages'],
  ['bench/a.ts', 'type ../src/ui/shared/format.ts', 'neither state nor pages'],
];

/** Imports that pass. */
const allowed: [file: string, specifier: string][] = [
  ['src/network/a.ts', './spec.ts'],
  ['src/picture/a.ts', 'mediabunny'],
  ['src/picture/a.ts', '../channel/index.ts'],
  ['src/engine/a.ts', '../network/index.ts'],
  ['src/engine/a.ts', '../channel/index.ts'],
  ['src/engine/a.ts', './host/models.ts'],
  ['src/engine/a.ts', './executors/tfjs/executor.ts'],
  ['src/engine/a.ts', 'valibot'],
  ['src/engine/executors/wasm/a.ts', '../executor.ts'],
  ['src/engine/executors/wasm/a.ts', './build/simd.wasm?url'],
  ['src/engine/executors/tfjs/a.ts', '../../../network/index.ts'],
  ['src/engine/executors/tfjs-webgl/a.ts', '@tensorflow/tfjs-core'],
  ['src/engine/testing/a.ts', '@tensorflow/tfjs-core'],
  ['src/engine/a.test.ts', '@tensorflow/tfjs'],
  ['src/engine/a.test.ts', './testing/node.ts'],
  ['src/engine/a.test.ts', '../channel/testing/fakeWorker.ts'],
  ['src/state/route.ts', './live/index.ts'],
  ['src/state/a.ts', '../engine/index.ts'],
  ['src/state/a.ts', '../picture/index.ts'],
  ['src/state/a.ts', 'zustand/vanilla'],
  ['src/state/live/a.ts', '../shared/index.ts'],
  ['src/state/live/a.ts', '../../engine/index.ts'],
  ['src/state/live/a.ts', './loop.ts'],
  ['src/state/live/a.test.ts', '../testing/index.ts'],
  ['src/state/compare/a.ts', 'valibot'],
  ['src/ui/App.tsx', '../state/index.ts'],
  ['src/ui/App.tsx', './live/LivePage.tsx'],
  ['src/ui/live/a.tsx', 'zustand'],
  ['src/ui/live/a.tsx', 'zustand/react/shallow'],
  ['src/ui/live/a.tsx', 'type ../../network/index.ts'],
  ['src/ui/live/a.tsx', '../../state/live/index.ts'],
  ['src/ui/live/a.tsx', '../../state/shared/index.ts'],
  ['src/ui/live/a.tsx', '../shared/RadioGroup.tsx'],
  ['src/ui/live/a.tsx', '../words/index.ts'],
  ['src/ui/compare/a.tsx', '../words/compare.ts'],
  ['src/ui/shared/a.ts', 'type ../../state/live/index.ts'],
  ['src/main.tsx', './engine/index.ts'],
  ['src/main.tsx', './ui/App.tsx'],
  ['src/main.tsx', './ui/words/index.ts'],
  ['bench/a.ts', '../src/engine/manifest.ts'],
  ['bench/engines/a.ts', '@tensorflow/tfjs'],
];

const ask = (file: string, specifier: string) =>
  whyRefused(file, specifier.replace('type ', ''), specifier.startsWith('type '));

describe('the rule refuses an import', () => {
  it.each(refused)('in %s of %s', (file, specifier, message) => {
    expect(ask(file, specifier)).toContain(message);
  });
});

describe('the rule allows an import', () => {
  it.each(allowed)('in %s of %s', (file, specifier) => {
    expect(ask(file, specifier)).toBeUndefined();
  });
});

it('the linter asks the rule about every way to import', () => {
  const statements = [
    "import { x } from '../picture/index.ts'",
    "import '../picture/index.ts'",
    "import type { X } from '../picture/index.ts'",
    "export { x } from '../picture/index.ts'",
    "export * from '../picture/index.ts'",
    "export const x = () => import('../picture/index.ts')",
    "export type X = import('../picture/index.ts').X",
  ];
  const files = statements.map((statement, index) => [`src/network/a${index}.ts`, statement]);
  const diagnostics = lintFiles(Object.fromEntries(files));
  const found = diagnostics.filter(({ code }) => code === 'import-rules(folders)');
  expect(found.map(({ filename }) => filename).sort()).toEqual(
    statements.map((_, index) => `src/network/a${index}.ts`),
  );
  for (const { message } of found) expect(message).toContain('imports nothing of ours');
});

describe('the id of an executor', () => {
  it('is written in engine/executors/, in the words of a language and in tests only', () => {
    const id = /['"`](tfjs-)?(wasm|webgl|webgpu)['"`]/;
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .map((file) => `src/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing/.test(file))
      .filter((file) => !/^src\/(engine\/executors|ui\/words)\//.test(file));
    const naming = files.filter((file) => id.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(naming).toEqual([]);
  });
});
