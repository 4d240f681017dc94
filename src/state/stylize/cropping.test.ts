import { describe, expect, it, vi } from 'vitest';
import { WHOLE } from '../../picture/index.ts';
import { deferred, fakePhotoKeeper, idle, photoFile, until } from '../testing/index.ts';
import { connectedPage } from './testing/page.ts';

const half = { left: 0.5, width: 0.5 };

async function page() {
  const photoKeeper = fakePhotoKeeper();
  const page = await connectedPage({ photoKeeper });
  await page.paintPhoto();
  const photo = () => page.photos.store.getState().photo;
  /** Choose the right half, and let it be painted. */
  const crop = async () => {
    const before = page.engine.jobs.length;
    await page.actions.startCropping();
    page.actions.changeCrop(half);
    page.actions.applyCrop();
    (await page.begun(before + 1)).finish();
    await page.reached('done');
  };
  return { ...page, photo, crop, photoKeeper };
}

describe('the tool', () => {
  it('is about to open at once, and does not where that is cancelled', async () => {
    const { actions, store, pictures } = await page();
    const decoded = deferred<Awaited<ReturnType<typeof pictures.decode>>>();
    const bitmap = await pictures.decode(photoFile('a.jpg'), 'a.jpg');
    vi.mocked(pictures.decode).mockReturnValueOnce(decoded.promise);
    const opened = actions.startCropping();
    expect(store.getState()).toMatchObject({ openingCrop: true });
    actions.cancelCropping();
    expect(store.getState()).toMatchObject({ openingCrop: false });
    decoded.resolve(bitmap);
    await opened;
    expect(store.getState().cropping).toBeUndefined();
    await actions.startCropping();
    expect(store.getState()).toMatchObject({ openingCrop: false, cropping: { draft: WHOLE } });
  });
});

it('what was chosen by then is there after another page, unless the photo is gone', async () => {
  const { actions, store, photos, bitmaps } = await page();
  await actions.startCropping();
  actions.changeCrop(half);
  actions.leave();
  actions.enter();
  expect(store.getState().cropping?.draft).toEqual({ ...WHOLE, ...half });
  actions.leave();
  photos.actions.remove();
  expect(store.getState().cropping).toBeUndefined();
  expect(bitmaps.at(-1)?.close).toHaveBeenCalledOnce();
});

describe('a part of the photo', () => {
  it('is painted in place of the whole, and kept for the next visit', async () => {
    const { photo, crop, pictures, photoKeeper } = await page();
    const whole = photo();
    await crop();
    expect(photo()).toMatchObject({
      ...{ opened: whole?.opened, width: 40, height: 40, crop: { ...WHOLE, ...half } },
      ...{ whole: { width: 80, height: 40 }, file: whole?.file },
    });
    expect(pictures.decode).toHaveBeenLastCalledWith(whole?.file, 'a.jpg', { ...WHOLE, ...half });
    expect(photoKeeper.keep).toHaveBeenLastCalledWith({
      ...{ name: 'a.jpg', file: whole?.file, crop: { ...WHOLE, ...half } },
    });
  });

  it('is one step: undo brings the whole and its painting back, and redo the part', async () => {
    const { photo, crop, actions, engine, reached, store } = await page();
    const whole = photo();
    await crop();
    const part = photo();
    const jobs = engine.jobs.length;
    actions.undo();
    await until(() => photo()?.crop === undefined);
    await reached('done');
    expect(photo()?.id).toBe(whole?.id);
    expect(store.getState().history).toMatchObject({ canUndo: false, canRedo: true });
    actions.redo();
    await until(() => photo()?.id === part?.id);
    await reached('done');
    // Both paintings were known.
    expect(engine.jobs).toHaveLength(jobs);
  });

  it('that can’t be opened is no step, and an undo that can’t be is none either', async () => {
    const { photo, crop, actions, store, pictures, fault } = await page();
    const history = () => store.getState().history;
    const failOnce = () =>
      vi.mocked(pictures.decode).mockRejectedValueOnce(new Error('on purpose'));
    const told = () => until(() => fault() !== undefined).then(idle);
    await actions.startCropping();
    actions.changeCrop(half);
    failOnce();
    actions.applyCrop();
    await told();
    expect(photo()?.crop).toBeUndefined();
    expect(history()).toMatchObject({ canUndo: false, canRedo: false });
    await crop();
    failOnce();
    actions.undo();
    await told();
    expect(photo()?.crop).toMatchObject(half);
    expect(history()).toMatchObject({ canUndo: true, canRedo: false });
    actions.undo();
    await until(() => photo()?.crop === undefined);
  });

  it('takes the mask with it, and undo brings back the earlier one', async () => {
    const { photo, crop, actions, store } = await page();
    actions.switchCell({ column: 0, row: 0 });
    const before = store.getState().mask;
    await crop();
    // The erased cell is in the other half.
    expect(store.getState().mask?.data.every((value) => value === 255)).toBe(true);
    actions.undo();
    await until(() => photo()?.crop === undefined);
    expect(store.getState().mask).toBe(before);
  });

  it('is held to an aspect ratio, which a turn turns and the whole photo ends', async () => {
    const { photo, actions, store } = await page();
    await actions.startCropping();
    const now = () => store.getState().cropping;
    actions.chooseCropShape('16:9');
    expect(now()).toMatchObject({ shape: '16:9', draft: { width: 71 / 80, height: 1 } });
    actions.changeCrop({ left: 0, top: 0.5, width: 0.41, height: 0.5 });
    expect(now()?.draft).toMatchObject({ width: 33 / 80, height: 19 / 40 });
    actions.turnPhoto(1);
    expect(now()?.shape).toBe('9:16');
    actions.resetCrop();
    expect(now()).toMatchObject({ shape: 'free', draft: WHOLE });
    actions.chooseCropShape('1:1');
    actions.applyCrop();
    await until(() => photo()?.crop !== undefined);
    expect(photo()).toMatchObject({ width: 40, height: 40, crop: { left: 0.25, width: 0.5 } });
  });

  it('is straightened: smaller as the photo does not fill it, and as before once it is upright', async () => {
    const { photo, actions, store, pictures, photoKeeper } = await page();
    await actions.startCropping();
    const now = () => store.getState().cropping?.draft;
    actions.chooseCropShape('1:1');
    const upright = now();
    actions.tiltPhoto(5);
    const tilted = now()!;
    expect(tilted.tilt).toBe(5);
    expect(tilted.width).toBeLessThan(0.5);
    expect(80 * tilted.width).toBeCloseTo(40 * tilted.height); // a square yet
    actions.tiltPhoto(90);
    expect(now()?.tilt).toBe(15);
    actions.tiltPhoto(0);
    expect(now()).toEqual(upright);
    // It can't be dragged out of the photo, and is as large again in a mirror.
    actions.tiltPhoto(5);
    actions.mirrorPhoto();
    expect(now()).toMatchObject({ tilt: -5, width: tilted.width });
    actions.changeCrop({ left: 0, top: 0, width: 0.5, height: 1 });
    expect(now()!.width).toBeLessThan(0.5);
    actions.applyCrop();
    await until(() => photo()?.crop !== undefined);
    expect(pictures.decode).toHaveBeenLastCalledWith(
      expect.anything(),
      'a.jpg',
      expect.objectContaining({ tilt: -5 }),
    );
    expect(photoKeeper.keep).toHaveBeenLastCalledWith(
      expect.objectContaining({ crop: expect.objectContaining({ tilt: -5 }) }),
    );
  });

  it('is held to the same shape when the tool is opened again, and another part to none', async () => {
    const { photo, actions, store } = await page();
    const shape = () => store.getState().cropping?.shape;
    await actions.startCropping();
    expect(shape()).toBe('free');
    actions.chooseCropShape('5:7');
    actions.applyCrop();
    await until(() => photo()?.crop !== undefined);
    await actions.startCropping();
    expect(shape()).toBe('5:7');
    actions.cancelCropping();
    actions.undo();
    await until(() => photo()?.crop === undefined);
    await actions.startCropping();
    expect(shape()).toBe('free');
  });

  it('that is not chosen in the end, or is the same, changes nothing', async () => {
    const { photo, actions, store, pictures } = await page();
    const before = photo();
    await actions.startCropping();
    actions.turnPhoto(1);
    actions.cancelCropping();
    await actions.startCropping();
    actions.mirrorPhoto();
    actions.resetCrop();
    actions.applyCrop();
    expect(photo()).toBe(before);
    expect(store.getState().cropping).toBeUndefined();
    expect(store.getState().history.canUndo).toBe(false);
    // The whole photo, twice, to choose from.
    expect(pictures.decode).toHaveBeenCalledTimes(3);
  });

  it('of a file that is gone is told, and the photo stays with its settings', async () => {
    const { photo, actions, pictures, fault } = await page();
    const before = photo();
    await actions.startCropping();
    actions.turnPhoto(1);
    vi.mocked(pictures.decode).mockRejectedValueOnce(new Error('gone'));
    actions.applyCrop();
    await until(() => fault() !== undefined);
    expect(photo()).toBe(before);
  });
});
