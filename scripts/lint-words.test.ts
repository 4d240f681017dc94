import { expect, it } from 'vitest';
import { lintFiles } from './lint-files.ts';

it('the linter refuses words that are read while a module loads, and no others', () => {
  const early = [
    'export const title = words.shared.title',
    'export const { title } = words.shared',
    'export const PHOTO = { label: words.shared.photo }',
    'export const lines = [words.shared.photo.length]',
  ];
  const late = [
    'export const titleOf = () => words.shared.title',
    'export function Title({ title = words.shared.title }) { return title }',
    'export class Title { render() { return words.shared.title } }',
    'export type Title = typeof words.shared.title',
  ];
  const files = [...early, ...late].map((text, index) => [`src/ui/shared/a${index}.ts`, text]);
  const found = lintFiles(Object.fromEntries(files)).filter(({ code }) => code === 'words(late)');
  expect(found.map(({ filename }) => filename).sort()).toEqual(
    early.map((_, index) => `src/ui/shared/a${index}.ts`),
  );
  for (const { message } of found) expect(message).toContain('the language changes');
});
