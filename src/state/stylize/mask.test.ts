import { expect, it, vi } from 'vitest';
import type { Blend, Mask, Pictures } from '../../picture/index.ts';
import { deferred, idle } from '../testing/index.ts';
import { maskCells } from './mask.ts';
import { connectedPage } from './testing/page.ts';

/** A painted page; `blends` is what was composed on it. `wait`: each composition waits for its answer. */
async function page({ wait = false } = {}) {
  const blends: Blend[] = [];
  const answers: (() => void)[] = [];
  const compose = vi.fn<Pictures['compose']>(async (painting, _, blend) => {
    blends.push(blend);
    const { promise, resolve } = deferred();
    answers.push(resolve);
    if (wait) await promise;
    return { ...painting };
  });
  const made = await connectedPage({ pictures: { compose } });
  await made.paintPhoto();
  made.actions.startMasking();
  const { store } = made;
  const mask = () => store.getState().mask;
  return { ...made, blends, answers, mask, masking: () => store.getState().masking };
}

const dot = [{ x: 0.5, y: 0.5 }];
const isErased = (mask: Mask | undefined) => Boolean(mask?.data.includes(0));

it('a stroke is shown while it is drawn, and is one step when it ends', async () => {
  const { actions, store, blends, mask, masking } = await page();
  const steps: (Mask | undefined)[] = [];
  store.subscribe((now, before) => {
    if (now.mask !== before.mask) steps.push(now.mask);
  });
  actions.draw(dot);
  expect(isErased(masking().drawing)).toBe(true);
  await idle();
  expect(blends.at(-1)?.mask).toBe(masking().drawing);
  actions.draw([{ x: 0.7, y: 0.5 }]);
  expect(steps).toEqual([]);
  actions.endStroke();
  expect(steps).toEqual([mask()]);
  expect(isErased(mask())).toBe(true);
  expect(masking().drawing).toBeUndefined();
});

it('while one picture is composed, only the newest of the others waits', async () => {
  const { actions, blends, answers, masking } = await page({ wait: true });
  for (const x of [0.2, 0.4, 0.6, 0.8]) actions.draw([{ x, y: 0.5 }]);
  expect(blends).toHaveLength(1);
  answers[0]?.();
  await idle();
  expect(blends).toHaveLength(2);
  expect(blends[1]?.mask).toBe(masking().drawing);
});

it('a stroke that is dropped leaves everything as it was', async () => {
  const { actions, mask, masking } = await page();
  actions.draw(dot);
  actions.dropStroke();
  expect(mask()).toBeUndefined();
  expect(masking().drawing).toBeUndefined();
  actions.endStroke();
  expect(mask()).toBeUndefined();
});

it('the mode is needed to draw, and leaving it or the page drops an unfinished stroke', async () => {
  const { actions, mask, masking } = await page();
  actions.draw(dot);
  actions.stopMasking();
  expect([masking().on, masking().drawing, mask()]).toEqual([false, undefined, undefined]);
  actions.draw(dot);
  expect(masking().drawing).toBeUndefined();
  actions.startMasking();
  actions.leave();
  expect(masking().on).toBe(false);
});

it('the other tool takes an erased place back, and then there is no mask', async () => {
  const { actions, mask } = await page();
  actions.draw(dot);
  actions.endStroke();
  actions.chooseBrush({ tool: 'paint', width: 0.4 });
  actions.draw(dot);
  actions.endStroke();
  expect(mask()).toBeUndefined();
});

it('inverted twice there is no mask, and clearing takes it away', async () => {
  const { actions, mask } = await page();
  actions.invertMask();
  expect(mask()?.data.every((value) => value === 0)).toBe(true);
  actions.invertMask();
  expect(mask()).toBeUndefined();
  actions.draw(dot);
  actions.endStroke();
  actions.clearMask();
  expect(mask()).toBeUndefined();
});

it('a cell is switched there and back', async () => {
  const { actions, mask } = await page();
  const picture = { width: 800, height: 400 };
  const { columns, rows } = maskCells(picture, undefined);
  expect([columns, rows]).toEqual([16, 8]);
  actions.switchCell({ column: 2, row: 1 });
  const { shares } = maskCells(picture, mask());
  expect(shares.indexOf(0)).toBe(columns + 2);
  expect(shares.filter((share) => share === 1)).toHaveLength(columns * rows - 1);
  actions.switchCell({ column: 2, row: 1 });
  expect(mask()).toBeUndefined();
});

it('the mask stays when the style changes, and is gone with the photo', async () => {
  const { actions, photos, begun, reached, mask, masking, paintPhoto, blends } = await page();
  actions.draw(dot);
  actions.endStroke();
  const drawn = mask();
  actions.choose({ style: 'night' });
  (await begun(2)).finish();
  await reached('done');
  expect(mask()).toBe(drawn);
  await idle();
  expect(blends.at(-1)?.mask).toBe(drawn);
  await paintPhoto('b.jpg');
  expect([mask(), masking().on]).toEqual([undefined, false]);
  photos.actions.remove();
  actions.startMasking();
  expect(masking().on).toBe(false);
});

it('the download has the mask', async () => {
  const { actions, saving, blends, mask } = await page();
  actions.draw(dot);
  actions.endStroke();
  expect((await saving.actions.save())?.blob.type).toBe('image/png');
  expect(blends.at(-1)?.mask).toBe(mask());
});

it('an old composition is not shown again when a mask begins', async () => {
  const { actions, store } = await page();
  actions.choose({ strength: 0.5 });
  await idle();
  expect(store.getState().composed).toBeDefined();
  actions.choose({ strength: 1 });
  expect(store.getState().composed).toBeUndefined();
});
