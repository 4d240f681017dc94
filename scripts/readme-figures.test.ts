/** The figures in README.md's table of networks are those of the cards in models/. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

interface Score {
  readonly score: number;
}

interface Card {
  readonly weights: number;
  readonly multiplyAdds256: number;
  readonly bytes: { readonly total: number };
  readonly quality: {
    readonly photos: number;
    readonly structurePhotos: number;
    readonly mean: { readonly vgg: Score; readonly distilled: Score };
    readonly structure: Record<string, { readonly half: { readonly structure: number } }>;
  };
}

const cardOf = (id: string) => JSON.parse(read(`models/${id}/card.json`)) as Card;

/** @returns the cells of a row of the table, without its name */
function row(name: RegExp): string[] {
  const line = read('README.md')
    .split('\n')
    .find((text) => text.startsWith('|') && name.test(text));
  return (line ?? '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

const networks = ['original', 'compressed', 'tiny'];
const cards = networks.map((network) => cardOf(`${network}-float32`));

it('the table has the networks of the page, in this order', () => {
  expect(row(/\| original +\| compressed/)).toEqual(networks);
});

it.each<[RegExp, (card: Card) => string]>([
  [/^\| weights /, ({ weights }) => weights.toLocaleString('en')],
  [/^\| multiply-adds/, ({ multiplyAdds256 }) => `${(multiplyAdds256 / 1e9).toFixed(2)} G`],
  [/^\| score by VGG-19 on 8 photos/, ({ quality }) => quality.mean.vgg.score.toFixed(3)],
  [/^\| the same by the distilled/, ({ quality }) => quality.mean.distilled.score.toFixed(3)],
  [
    /^\| distance from the strokes on 4 photos/,
    ({ quality: { structure } }) => {
      const all = Object.values(structure).map(({ half }) => half.structure);
      return (all.reduce((sum, one) => sum + one, 0) / all.length).toFixed(3);
    },
  ],
])('%s', (name, figure) => {
  expect(row(name)).toEqual(cards.map(figure));
});

it('the bytes are those that the page downloads', () => {
  const bytes = networks.map((network) => cardOf(`${network}-float16`).bytes.total);
  expect(row(/^\| bytes in float16/)).toEqual(bytes.map((b) => `${(b / 1e6).toFixed(2)} MB`));
});

it('the scores are of as many photos as it says', () => {
  expect(cards.map(({ quality }) => quality.photos)).toEqual([8, 8, 8]);
  expect(cards.map(({ quality }) => quality.structurePhotos)).toEqual([4, 4, 4]);
});
