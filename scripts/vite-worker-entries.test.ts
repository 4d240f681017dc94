import type { Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { workerEntries } from './vite-worker-entries.ts';

const chunk = (fileName: string, imports: string[], isEntry = false) =>
  ({ type: 'chunk', fileName, imports, dynamicImports: [], isEntry }) as unknown;

/** What a build says that has these files; undefined if it goes through. */
function saidOf(...chunks: unknown[]): string | undefined {
  const bundle = Object.fromEntries(chunks.entries()) as unknown as Rolldown.OutputBundle;
  let said: string | undefined;
  const context = { error: (message: string) => (said = message) };
  const { generateBundle } = workerEntries();
  (generateBundle as (this: unknown, ...args: unknown[]) => void).call(context, {}, bundle, true);
  return said;
}

it('a part of a worker that imports the script that the worker begins with ends the build', () => {
  const said = saidOf(chunk('worker.js', [], true), chunk('heic.js', ['worker.js']));
  expect(said).toBe('heic.js imports worker.js, with which a worker begins.');
});

it('both may import a file of its own', () => {
  const files = [chunk('worker.js', ['parts.js'], true), chunk('parts.js', [])];
  expect(saidOf(...files, chunk('heic.js', ['parts.js']))).toBeUndefined();
});
