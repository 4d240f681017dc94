import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../prepare.mjs';
import { ladderFiles } from './files.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

it('docs/ladder.md and its plot are what npm run ladder writes from the cards', async () => {
  for (const [path, text] of Object.entries(await ladderFiles())) {
    expect(existsSync(join(ROOT, path)) && read(path), `${path}: npm run ladder`).toBe(text);
  }
});

it('the page has every network, with its figures, and every published one', async () => {
  const page = (await ladderFiles())['docs/ladder.md'] ?? '';
  const { models } = JSON.parse(read('models/ladder.json')) as { models: { title: string }[] };
  for (const { title } of models) expect(page).toContain(`| **${title}**`);
  // Of the compressed network: weights, bytes in float16, and what its card says of 14 styles.
  const row = page.split('\n').find((line) => line.startsWith('| **Compressed**'));
  expect(row).toContain('363,712');
  expect(row).toMatch(/4\.71 billion .* 0\.\d{3} +\| 0\.\d{3} +\|$/);
  expect(page).toContain('[LITNet separable](https://github.com/');
});

it('the plot has a mark for each network that was judged, and its name', async () => {
  const plot = (await ladderFiles())['docs/ladder.svg'] ?? '';
  for (const name of ['Original', 'Compressed', 'Plain', 'MicroAST']) {
    expect(plot).toContain(`>${name}</text>`);
  }
});
