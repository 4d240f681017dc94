import { describe, expect, it, vi } from 'vitest';
import { WHOLE } from '../../picture/index.ts';
import { fakePhotoKeeper, idle, photoFile, until } from '../testing/index.ts';
import { connectedPage } from './testing/page.ts';
import { queuePage } from './testing/queue.ts';

/** A page on which everything is painted at once, with a photo of which something was made. */
async function page({
  worked = true,
  ...options
}: Parameters<typeof connectedPage>[0] & { worked?: boolean } = {}) {
  const made = await connectedPage(options);
  const { store, actions, photos } = made;
  const settled = async () => {
    await made.reached('done');
    await idle();
  };
  made.engine.atOnce = true;
  await made.openPhoto('a.jpg');
  await settled();
  if (worked) {
    actions.choose({ style: 'night' });
    await settled();
    actions.startMasking();
    actions.switchCell({ row: 0, column: 0 });
    actions.stopMasking();
    await settled();
  }
  return {
    ...made,
    settled,
    gone: () => store.getState().gone,
    /** What the visitor sees of the photo and of what was made of it. */
    seen: () => {
      const { settings, mask, history } = store.getState();
      const photo = photos.store.getState().photo?.name;
      return { photo, settings, mask, history };
    },
    async open(name: string) {
      await made.openPhoto(name);
      await settled();
    },
    async putBack(name = 'a.jpg') {
      actions.putBack();
      await until(() => photos.store.getState().photo?.name === name);
      await settled();
    },
  };
}

it('a photo that was replaced is let go once a few pictures of the new one are there', async () => {
  const { open, gone, actions, settled } = await page();
  const paintTwice = async () => {
    for (const strength of [0.9, 0.8]) {
      actions.choose({ strength });
      await settled();
    }
  };
  await open('b.jpg');
  expect(gone()).toMatchObject({ photo: { name: 'a.jpg' }, removed: false });
  actions.choose({ style: 'wave' });
  await settled();
  expect(gone()).toBeDefined();
  await paintTwice();
  expect(gone()).toBeUndefined();
});

describe('a photo that was removed', () => {
  it('is put back with its settings, its mask, its steps and its results', async () => {
    const { photos, actions, seen, gone, putBack, settled } = await page();
    const before = seen();
    expect(before.history.results).toHaveLength(3);
    photos.actions.remove();
    expect(gone()).toMatchObject({ photo: { name: 'a.jpg' }, removed: true });
    expect(seen()).toMatchObject({ photo: undefined, mask: undefined, history: { results: [] } });
    actions.choose({ style: 'wave' });
    await putBack();
    expect(seen()).toEqual(before);
    expect(gone()).toBeUndefined();
    actions.undo();
    await settled();
    expect(seen()).toMatchObject({ mask: undefined, settings: { style: 'night' } });
    actions.undo();
    expect(seen().settings.style).toBe('wave');
  });

  it('comes back as the part of it that was open', async () => {
    const { photos, putBack, actions, store } = await page({ worked: false });
    await actions.startCropping();
    actions.changeCrop({ width: 0.5 });
    actions.applyCrop();
    await until(() => photos.store.getState().photo?.crop?.width === 0.5);
    photos.actions.remove();
    await putBack();
    expect(photos.store.getState().photo?.crop).toMatchObject({ width: 0.5 });
    actions.undo();
    await until(() => photos.store.getState().photo?.crop === undefined);
    expect(store.getState().history.canRedo).toBe(true);
  });

  it('is put back although nothing was made of it, and is kept for the next visit again', async () => {
    const photoKeeper = fakePhotoKeeper();
    const { photos, putBack } = await page({ worked: false, photoKeeper });
    photos.actions.remove();
    expect(photoKeeper.forgetAll).toHaveBeenCalledOnce();
    await putBack();
    expect(photoKeeper.keep).toHaveBeenLastCalledWith({ name: 'a.jpg', file: expect.any(File) });
    expect(photoKeeper.keep).toHaveBeenCalledTimes(2);
  });

  it('is let go when another one comes, or when nobody wants it back', async () => {
    const { photos, gone, open, actions } = await page();
    photos.actions.remove();
    await open('b.jpg');
    expect(gone()).toBeUndefined();
    photos.actions.remove();
    actions.letGo();
    expect(gone()).toBeUndefined();
  });

  it('can be asked for again where it could not be opened', async () => {
    const { photos, gone, fault, pictures, actions, putBack } = await page();
    photos.actions.remove();
    vi.mocked(pictures.decode).mockRejectedValueOnce(new Error('on purpose'));
    actions.putBack();
    await until(() => fault() !== undefined);
    expect(gone()?.photo.name).toBe('a.jpg');
    await putBack();
    expect(gone()).toBeUndefined();
  });

  it('holds nothing that is decoded', async () => {
    const { photos, gone } = await page();
    photos.actions.remove();
    expect(gone()?.photo).not.toHaveProperty('bitmap');
  });
});

describe('a photo that another one replaced', () => {
  it('is put back, and then the other one can be, where something was made of that', async () => {
    const { seen, gone, open, putBack, actions, settled } = await page();
    const before = seen();
    await open('b.jpg');
    expect(gone()).toMatchObject({ photo: { name: 'a.jpg' }, removed: false });
    actions.endStep();
    actions.choose({ boldness: 0.9 });
    await settled();
    const other = seen();
    await putBack('a.jpg');
    expect(seen()).toEqual(before);
    await putBack('b.jpg');
    expect(seen()).toEqual(other);
  });

  it('is not, where nothing was made of it', async () => {
    const { gone, open } = await page({ worked: false });
    await open('b.jpg');
    expect(gone()).toBeUndefined();
  });

  it('is still there while another part of the photo is chosen', async () => {
    const { gone, open, actions, photos } = await page();
    await open('b.jpg');
    await photos.actions.crop({ ...WHOLE, width: 0.5 });
    expect(gone()?.photo.name).toBe('a.jpg');
    actions.letGo();
    expect(gone()).toBeUndefined();
  });
});

describe('a photo of the queue', () => {
  async function queue() {
    const made = await queuePage();
    await made.fill('a.jpg', 'b.jpg');
    made.engine.atOnce = true;
    made.page.actions.choose({ style: 'night' });
    await made.page.reached('done');
    return {
      ...made,
      open: () => made.list().find(({ id }) => id === made.queue.store.getState().open)?.name,
    };
  }

  it('is the one of the queue again when it is put back', async () => {
    const { photos, page, open, one } = await queue();
    photos.actions.remove();
    expect(open()).toBeUndefined();
    page.actions.putBack();
    await page.reached('done');
    expect(open()).toBe('a.jpg');
    page.actions.choose({ boldness: 0.9 });
    expect(one('a.jpg')?.settings.boldness).toBe(0.9);
  });

  it('is in the queue, where another one of the queue is opened: nothing is to be put back', async () => {
    const { actions, page, one, photos, open } = await queue();
    await actions.openPhoto(one('b.jpg')!.id);
    expect(open()).toBe('b.jpg');
    expect(page.store.getState().gone).toBeUndefined();
    await photos.actions.open([photoFile('c.jpg')]);
    await page.reached('done');
    expect(open()).toBeUndefined();
  });

  it('keeps its settings where a photo that is not of the queue is put back', async () => {
    const { actions, page, one, photos, open } = await queue();
    photos.actions.remove();
    await photos.actions.open([photoFile('x.jpg')]);
    await page.reached('done');
    page.actions.choose({ style: 'wave', boldness: 0.9 });
    await page.reached('done');
    await actions.openPhoto(one('b.jpg')!.id);
    await page.reached('done');
    page.actions.choose({ style: 'night', boldness: 0.2 });
    await page.reached('done');
    expect(open()).toBe('b.jpg');
    page.actions.putBack();
    await until(() => photos.store.getState().photo?.name === 'x.jpg');
    expect(page.store.getState().settings).toMatchObject({ style: 'wave', boldness: 0.9 });
    expect(one('b.jpg')?.settings).toMatchObject({ style: 'night', boldness: 0.2 });
  });

  it('stays as it is when it is opened once more', async () => {
    const { actions, page, one } = await queue();
    await actions.openPhoto(one('a.jpg')!.id);
    expect(page.store.getState().history.canUndo).toBe(true);
  });
});
