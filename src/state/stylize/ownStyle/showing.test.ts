import { expect, it } from 'vitest';
import { until } from '../../testing/index.ts';
import { studioPage } from '../testing/studio.ts';
import { choiceToShow, isRepainting } from './showing.ts';

it('a style that is learned is shown until another one is chosen, and there is a way back to it', async () => {
  const { page, begin, styles, store } = await studioPage();
  await page.openPhoto();
  const learner = await begin();
  learner.step(0);
  const [style] = styles();
  const way = (networks = ['compressed']) => choiceToShow(style!, page.store.getState(), networks);
  expect(way()).toBeUndefined();
  page.actions.choose({ style: 'wave' });
  const choice = { style: style!.id, mix: [], network: 'compressed' };
  expect(way()).toEqual(choice);
  // A network that did not learn it can't show it.
  expect(way(['original'])).toBeUndefined();
  expect(way(['original', 'compressed'])).toEqual(choice);
  page.actions.choose(choice);
  expect(way()).toBeUndefined();
  // In a mix it is only a part of what is seen.
  const mix = [
    { style: style!.id, percent: 60 },
    { style: 'wave', percent: 40 },
  ];
  page.actions.choose({ style: style!.id, mix });
  expect(way()).toEqual(choice);
  expect(store.getState().learning.status).toBe('running');
});

it('the photo is painted again for what is learned only, and not for a style that is chosen meanwhile', async () => {
  const { page, begin, store } = await studioPage();
  await page.openPhoto();
  await page.reached('done');
  const learner = await begin();
  const is = () => isRepainting(page.store.getState(), store.getState());
  learner.step(0);
  // The picture before is of another style.
  expect(page.store.getState().stage.status).toBe('running');
  expect(is()).toBe(false);
  await page.reached('done');
  const seen: boolean[] = [];
  const unsubscribe = page.store.subscribe(({ stage }) => {
    if (stage.status === 'running') seen.push(is());
  });
  learner.step(10, 0.5);
  await until(() => seen.length > 0);
  expect(seen).not.toContain(false);
  unsubscribe();
  await page.reached('done');
  page.actions.choose({ style: 'wave', boldness: 1 });
  expect(page.store.getState().stage.status).toBe('running');
  expect(is()).toBe(false);
});
