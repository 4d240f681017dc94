import { expect, it, vi } from 'vitest';
import { deferred, idle, photoFile, until } from '../../testing/index.ts';
import { createOwnStyles } from '../../shared/index.ts';
import { connectedPage } from '../testing/page.ts';
import { createLazyStudio } from './lazyStudio.ts';

type Code = typeof import('./studio.ts');

async function lazyStudio(load: () => Promise<Code>) {
  const page = await connectedPage();
  const studio = createLazyStudio(
    {
      ...{ pictures: page.pictures, photos: page.photos, stylize: page },
      ownStyles: createOwnStyles(),
      createLearner: () => ({ learn: () => new Promise(() => {}), dispose() {} }),
      fetchSample: async () => new Blob(['x']),
    },
    load,
  );
  return { page, ...studio };
}

it('does in order what was asked before the code came, and everything at once after it', async () => {
  const code = deferred<Code>();
  const load = vi.fn(() => code.promise);
  const { store, actions } = await lazyStudio(load);
  expect(load).not.toHaveBeenCalled();
  actions.open();
  const taken = actions.take([photoFile('Blue Horse.jpg')]);
  await idle();
  expect(store.getState().open).toBe(false);
  code.resolve(await import('./studio.ts'));
  await taken;
  expect(store.getState()).toMatchObject({ open: true, painting: { name: 'Blue Horse' } });
  const part = { left: 0, top: 0, width: 0.5, height: 1 };
  actions.chooseCrop({ ...store.getState().crop, ...part });
  expect(store.getState().crop).toMatchObject(part); // a drag is not delayed
  actions.close();
  expect(store.getState().open).toBe(false);
  expect(load).toHaveBeenCalledTimes(1);
});

it('says so where the code does not come, and asks again the next time', async () => {
  let fails = true;
  const { page, store, actions } = await lazyStudio(async () => {
    if (fails) throw new Error('away');
    return import('./studio.ts');
  });
  actions.open();
  await until(
    () => page.fault() !== undefined || page.photos.store.getState().notice !== undefined,
  );
  expect(page.photos.store.getState().notice?.fault.code).toBe('loading/code-not-downloaded');
  fails = false;
  actions.open();
  await until(() => store.getState().open);
});
