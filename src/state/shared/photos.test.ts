import { describe, expect, it, vi } from 'vitest';
import { PictureProblem } from '../../picture/index.ts';
import {
  browserOfTabs,
  deferred,
  fakePhotoKeeper,
  fakePictures,
  idle,
  photoFile,
} from '../testing/index.ts';
import { createPhotoKeeper, type KeptPhoto } from './keptPhoto.ts';
import { createPhotos } from './photos.ts';
import { createTabRecords } from './tabRecords.ts';

function page(kept?: KeptPhoto) {
  vi.stubGlobal('fetch', async () => new Response('x'));
  const keeper = fakePhotoKeeper(kept);
  const { pictures, bitmaps } = fakePictures();
  const { store, actions } = createPhotos({ pictures, keeper });
  return { keeper, bitmaps, actions, pictures, state: store.getState };
}

const own: KeptPhoto = { name: 'kept.jpg', file: photoFile('kept.jpg') };

describe('the open photo', () => {
  it('is kept: a file as it is, a sample with its id', async () => {
    const { actions, keeper } = page();
    const file = photoFile('a.jpg');
    await actions.open([file]);
    expect(keeper.keep).toHaveBeenLastCalledWith({ name: 'a.jpg', file });
    await actions.openSample({ id: 'sea', url: 'samples/sea.jpg' });
    const bytes = expect.any(Blob) as Blob;
    expect(keeper.keep).toHaveBeenLastCalledWith({ name: 'sea', sample: 'sea', file: bytes });
  });

  it('is a copy, whatever becomes of the file on the disk', async () => {
    const { actions, state, pictures } = page();
    const file = new File(['bytes'], 'a.jpg', { type: 'image/jpeg', lastModified: 7 });
    await actions.open([file]);
    vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotFoundError'));
    const { file: copy, brought } = state().photo!;
    expect(brought).toBe(file);
    expect(copy).not.toBe(file);
    expect(copy).toMatchObject({ name: 'a.jpg', type: 'image/jpeg', lastModified: 7 });
    expect(await copy.text()).toBe('bytes');
    const half = { turns: 0, mirrored: false, left: 0, top: 0, width: 0.5, height: 1 } as const;
    await actions.crop(half);
    expect(pictures.decode).toHaveBeenLastCalledWith(copy, 'a.jpg', half);
  });

  it('is not kept where it is damaged, or a sample that nobody chose', async () => {
    const { actions, keeper } = page();
    await actions.open([photoFile('bad.jpg')]);
    await actions.openSample({ id: 'sea', url: 'samples/sea.jpg' }, false);
    expect(keeper.keep).not.toHaveBeenCalled();
  });

  it('is closed and forgotten when it is removed', async () => {
    const { actions, keeper, state, bitmaps } = page();
    await actions.open([photoFile('a.jpg')]);
    actions.remove();
    expect(state().photo).toBeUndefined();
    expect(bitmaps[0]?.close).toHaveBeenCalled();
    expect(keeper.forgetAll).toHaveBeenCalledOnce();
  });

  it('that is still being opened is not there after a removal', async () => {
    const { actions, state } = page();
    const opening = actions.open([photoFile('a.jpg')]);
    actions.remove();
    await opening;
    expect(state()).toMatchObject({ photo: undefined, opening: undefined });
  });
});

describe('a file that is refused', () => {
  const file = photoFile('a.mov');
  it.each([
    [{ code: 'picture/other-kind', name: 'a.mov', kind: 'film' }, 'live'],
    [{ code: 'film/photo', name: 'a.jpg' }, 'stylize'],
    [{ code: 'style-file/not-one', name: 'a.json', report: true }, 'compare'],
  ] as const)('with %j can be opened on %s', (fault, place) => {
    const { actions, state } = page();
    actions.notify(fault, [file]);
    expect(state().notice).toMatchObject({ fault, elsewhere: { page: place, files: [file] } });
  });

  it.each([
    { code: 'picture/other-kind', name: 'a.svg', kind: 'svg' },
    { code: 'style-file/not-one', name: 'a.json', report: false },
    { code: 'picture/damaged', name: 'a.jpg' },
  ] as const)('with %j can be opened nowhere', (fault) => {
    const { actions, state } = page();
    actions.notify(fault, [file]);
    expect(state().notice).not.toHaveProperty('elsewhere');
  });

  it('as it is dropped is the one that is opened elsewhere', async () => {
    const film = { code: 'picture/other-kind', name: 'a.mov', kind: 'film' } as const;
    const { actions, state, pictures } = page();
    vi.spyOn(pictures, 'decode').mockRejectedValue(new PictureProblem(film));
    await actions.open([file]);
    expect(state().notice?.elsewhere).toEqual({ page: 'live', files: [file] });
  });

  it('as one of several can be opened with the others where there is a queue', async () => {
    const { actions, state } = page();
    const files = [photoFile('a.jpg'), photoFile('b.jpg')];
    await actions.open(files);
    expect(state().notice?.elsewhere).toEqual({ page: 'stylize', files });
  });
});

describe('the photo of the last visit', () => {
  it('comes back once, and is not kept again', async () => {
    const { actions, keeper, state } = page(own);
    await Promise.all([actions.restore(), actions.restore()]);
    expect(state()).toMatchObject({ photo: { name: 'kept.jpg' }, restoring: false });
    expect(keeper.recall).toHaveBeenCalledOnce();
    expect(keeper.keep).not.toHaveBeenCalled();
    actions.remove();
    await actions.restore();
    expect(state().photo).toBeUndefined();
  });

  it('comes back as the sample that it was', async () => {
    const { actions, state } = page({ name: 'Sea', sample: 'sea' });
    await actions.restore();
    expect(state().photo?.sample).toBe('sea');
  });

  it('comes back as the sample that it was without a network', async () => {
    const { actions, state } = page({ name: 'Sea', sample: 'sea', file: photoFile('sea.jpg') });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await actions.restore();
    expect(state()).toMatchObject({ photo: { sample: 'sea' }, notice: undefined });
  });

  it('gives way to one that is opened meanwhile', async () => {
    const { actions, keeper, state } = page();
    const answer = deferred<KeptPhoto>();
    keeper.recall.mockReturnValue(answer.promise);
    const restoring = actions.restore();
    await actions.open([photoFile('a.jpg')]);
    answer.resolve(own);
    await restoring;
    expect(state().photo?.name).toBe('a.jpg');
  });

  it.each(['loading/code-not-downloaded', 'picture/crashed', 'picture/no-canvas'] as const)(
    'stays kept where something else than its file is the reason, which is told: %s',
    async (code) => {
      const { actions, keeper, pictures, state } = page(own);
      vi.spyOn(pictures, 'decode').mockRejectedValue(new PictureProblem({ code }));
      await actions.restore();
      expect(state().notice?.fault.code).toBe(code);
      expect(keeper.forget).not.toHaveBeenCalled();
    },
  );

  it('stays kept where it is a sample that does not arrive', async () => {
    const { actions, keeper, state } = page({ name: 'Sea', sample: 'sea' });
    vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
    await actions.restore();
    expect(state().notice?.fault.code).toBe('photo/sample-not-downloaded');
    expect(keeper.forget).not.toHaveBeenCalled();
  });

  it('is forgotten without a word where it can no longer be opened', async () => {
    const { actions, keeper, state } = page({ name: 'bad.jpg', file: photoFile('bad.jpg') });
    await actions.restore();
    await idle();
    expect(state().notice).toBeUndefined();
    expect(keeper.forget).toHaveBeenCalledOnce();
  });
});

it.each([
  [
    'throws',
    () => {
      throw new DOMException('closed', 'SecurityError');
    },
  ],
  ['is not there', () => undefined as unknown as IDBFactory],
])('a database that %s keeps nothing, and nothing breaks', async (_, database) => {
  const keeper = createPhotoKeeper(createTabRecords(browserOfTabs().open(), database));
  await keeper.keep(own);
  await expect(keeper.recall()).rejects.toBeInstanceOf(Error);
  const photos = createPhotos({ pictures: fakePictures().pictures, keeper });
  await photos.actions.restore();
  expect(photos.store.getState()).toEqual({ restoring: false });
  await keeper.forget();
  await keeper.forgetAll();
});
