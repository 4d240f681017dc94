import { describe, expect, it, vi } from 'vitest';
import { FakeEngine, until } from '../testing/index.ts';
import { connectedPage } from './testing/page.ts';

/** The fake bitmap is 80 x 40, and so is what the page shows. */
const LARGE = { width: 240, height: 120 };
/** A quarter of the picture, on a screen with a pixel for each of the file. */
const NEAR = { left: 0.25, top: 0.5, width: 0.5, height: 0.5, across: 240 };

async function largePage(photo = LARGE) {
  const engine = new FakeEngine();
  engine.atOnce = true;
  const page = await connectedPage({ engine, photo });
  await page.openPhoto();
  // Without fine strokes where those would take long.
  await until(() => /enlarged|done/.test(page.store.getState().refined?.status ?? ''));
  await until(() => page.store.getState().refined?.large?.width === photo.width);
  const look = vi.mocked(page.pictures.large.look);
  return { ...page, look, closeUp: () => page.store.getState().closeUp };
}

describe('a large painting from near by', () => {
  it('is fetched where the screen shows more than the page has, with its photo', async () => {
    const { actions, closeUp, look } = await largePage();
    actions.lookAt({ ...NEAR, across: 80 });
    expect(look).not.toHaveBeenCalled();
    actions.lookAt(NEAR);
    await until(() => closeUp() !== undefined);
    const area = { left: 60, top: 60, width: 120, height: 60 };
    expect(closeUp()).toMatchObject({ area, of: LARGE, painting: { width: 120, height: 60 } });
    const [painting, photo] = look.mock.calls;
    expect(painting?.slice(1)).toMatchObject([area, { width: 120 }, { strength: 1 }, true]);
    expect(photo?.slice(1)).toMatchObject([area, { width: 120 }, { strength: 0 }, false]);
  });

  it('has no more pixels than the screen', async () => {
    const { actions, look } = await largePage();
    actions.lookAt({ ...NEAR, across: 120 });
    await until(() => look.mock.calls.length === 2);
    expect(look.mock.calls[0]?.[2]).toEqual({ width: 60, height: 30 });
  });

  it('follows strength and mask, with the photo that is there', async () => {
    const { actions, closeUp, look } = await largePage();
    actions.lookAt(NEAR);
    await until(() => closeUp() !== undefined);
    const before = closeUp();
    actions.choose({ strength: 0.5 });
    await until(() => closeUp() !== before);
    expect(look.mock.calls.map(([, , , { strength }]) => strength)).toEqual([1, 0, 0.5]);
    expect(closeUp()?.photo).toBe(before?.photo);
  });

  it('shows what is looked at last, also when that changes all the time', async () => {
    const { actions, closeUp, look } = await largePage();
    for (const left of [0, 0.1, 0.2, 0.5]) actions.lookAt({ ...NEAR, left });
    await until(() => closeUp()?.area.left === 120);
    expect(look.mock.calls.length).toBeLessThan(8);
  });

  it('goes when all is to be seen, and with its painting', async () => {
    const { actions, closeUp, openPhoto } = await largePage();
    actions.lookAt(NEAR);
    await until(() => closeUp() !== undefined);
    actions.lookAt(undefined);
    await until(() => closeUp() === undefined);
    actions.lookAt(NEAR);
    await until(() => closeUp() !== undefined);
    await openPhoto('other.jpg');
    expect(closeUp()).toBeUndefined();
  });

  it('that can’t be read leaves what the page has', async () => {
    const { actions, closeUp, look, fault } = await largePage();
    look.mockRejectedValueOnce(new Error('gone'));
    actions.lookAt(NEAR);
    await until(() => look.mock.results.length > 0);
    await Promise.resolve();
    expect([closeUp(), fault()]).toEqual([undefined, undefined]);
    actions.lookAt({ ...NEAR, left: 0 });
    await until(() => closeUp() !== undefined);
  });

  it('is not fetched where it would take too much memory', async () => {
    const { actions, look } = await largePage({ width: 8000, height: 4000 });
    actions.lookAt({ left: 0, top: 0, width: 0.8, height: 0.8, across: 4000 });
    expect(look).not.toHaveBeenCalled();
    actions.lookAt({ left: 0, top: 0, width: 0.1, height: 0.1, across: 4000 });
    await until(() => look.mock.calls.length === 2);
  });
});
