import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Imports that must be refused, with a part of what is said. */
const walled: [file: string, statement: string, message: string][] = [
  ['network/a.ts', "import { x } from '../engine/index.ts'", 'imports nothing of ours'],
  ['network/a.ts', "import type { X } from '../picture/index.ts'", 'imports nothing of ours'],
  ['network/a.ts', "import * as tf from '@tensorflow/tfjs-core'", 'engine/executors/tfjs'],
  ['network/a.ts', "import x from '../../models/networks/original.json'", 'fetched at run time'],
  ['picture/a.ts', "import { x } from '../network/index.ts'", 'imports nothing of ours'],
  ['picture/a.ts', "export { x } from '../engine/index.ts'", 'imports nothing of ours'],
  ['picture/a.ts', "import { useState } from 'react'", 'imports nothing of ours'],
  ['engine/a.ts', "import { x } from '../picture/index.ts'", 'belongs into state/'],
  ['engine/weights/a.ts', "import { x } from '../../state/index.ts'", 'belongs into state/'],
  ['engine/a.ts', "import * as tf from '@tensorflow/tfjs-core'", 'engine/executors/tfjs'],
  [
    'engine/executors/webgpu/a.ts',
    "import type { T } from '@tensorflow/tfjs-core'",
    'engine/executors/tfjs',
  ],
  [
    'engine/executors/tfjs/a.ts',
    "import { x } from '../../../picture/index.ts'",
    'belongs into state/',
  ],
  [
    'engine/executors/tfjs/a.ts',
    "import x from '../../../../models/manifest.json'",
    'fetched at run time',
  ],
  ['state/a.ts', "import { x } from '../engine/local.ts'", 'one door'],
  ['state/a.ts', "import type { X } from '../engine/weights/load.ts'", 'one door'],
  ['state/a.ts', "import { x } from '../ui/format.ts'", 'belongs into ui/'],
  ['state/a.ts', "import { useState } from 'react'", 'belongs into ui/'],
  ['state/a.ts', "import { create } from 'zustand'", 'zustand/vanilla'],
  ['state/a.ts', "import * as tf from '@tensorflow/tfjs-core'", 'engine/executors/tfjs'],
  ['ui/a.tsx', "import { x } from '../engine/index.ts'", 'call an action of state/'],
  ['ui/pages/a.tsx', "import { x } from '../../picture/index.ts'", 'call an action of state/'],
  ['ui/pages/a.tsx', "import { x } from '../../network/index.ts'", 'call an action of state/'],
  ['ui/a.tsx', "import type { X } from '../engine/client.ts'", 'one door'],
  ['ui/a.tsx', "import * as tf from '@tensorflow/tfjs'", 'engine/executors/tfjs'],
  ['ui/a.tsx', "export const x = () => import('@tensorflow/tfjs')", 'engine/executors/tfjs'],
  ['ui/a.tsx', "import { x } from '../main.tsx'", 'not the other way round'],
  ['main.tsx', "import { x } from './engine/client.ts'", 'one door'],
  ['main.tsx', "import * as tf from '@tensorflow/tfjs'", 'engine/executors/tfjs'],
  ['main.tsx', "import x from '../models/manifest.json'", 'fetched at run time'],
];

/** Imports that must pass. */
const open: [file: string, statement: string][] = [
  ['network/a.ts', "import { x } from './spec.ts'"],
  ['picture/a.ts', "import { x } from 'image-dimensions'"],
  ['engine/a.ts', "import { x } from '../network/index.ts'"],
  ['engine/a.ts', "import { x } from './models.ts'"],
  ['engine/a.ts', "import { x } from './executors/tfjs/executor.ts'"],
  ['engine/executors/wasm/a.ts', "import { x } from '../executor.ts'"],
  ['engine/executors/tfjs/a.ts', "import { x } from '../../../network/index.ts'"],
  ['engine/executors/tfjs-webgl/a.ts', "import * as tf from '@tensorflow/tfjs-core'"],
  ['engine/testing/a.ts', "import * as tf from '@tensorflow/tfjs-core'"],
  ['state/a.ts', "import { x } from '../engine/index.ts'"],
  ['state/a.ts', "import { x } from '../picture/index.ts'"],
  ['state/a.ts', "import { createStore } from 'zustand/vanilla'"],
  ['ui/a.tsx', "import { useStore } from 'zustand'"],
  ['ui/a.tsx', "import { x } from '../state/index.ts'"],
  ['ui/a.tsx', "import type { X } from '../engine/index.ts'"],
  ['ui/pages/a.tsx', "import type { X } from '../../network/index.ts'"],
  ['main.tsx', "import { x } from './engine/index.ts'"],
  ['main.tsx', "import { App } from './ui/App.tsx'"],
];

interface Diagnostic {
  readonly code?: string;
  readonly filename: string;
  readonly help?: string;
}

const cases = [...walled, ...open];
let folder: string;
let diagnostics: Diagnostic[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'brushlite-walls-'));
  // Every import in a house of its own, so that one run of oxlint can tell them apart.
  for (const [index, [file, statement]] of cases.entries()) {
    const path = join(folder, `house${index}/src`, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${statement};\n`);
    copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, `house${index}/.oxlintrc.json`));
  }
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  ({ diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What the walls say about a case. */
function said(file: string, statement: string): string[] {
  const house = `house${cases.findIndex((one) => one[0] === file && one[1] === statement)}/`;
  return diagnostics
    .filter(({ filename, code }) => filename.startsWith(house) && code?.includes('restricted'))
    .map(({ help }) => help ?? '');
}

describe('a wall is between', () => {
  it.each(walled)('src/%s and %s', (file, statement, message) => {
    expect(said(file, statement).join('\n')).toContain(message);
  });
});

describe('the way is open between', () => {
  it.each(open)('src/%s and %s', (file, statement) => {
    expect(said(file, statement)).toEqual([]);
  });
});
