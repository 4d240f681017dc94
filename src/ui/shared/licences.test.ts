import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LICENCES } from './licences.ts';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as {
    license?: string;
    dependencies?: Record<string, string>;
  };

it('About names every package that is built in, with the licence that it has', () => {
  const names = Object.keys(read('package.json').dependencies ?? {});
  const licences = names.map((name) => [name, read(`node_modules/${name}/package.json`).license]);
  expect(LICENCES).toEqual(Object.fromEntries(licences));
});
