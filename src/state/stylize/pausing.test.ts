import { expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { idle } from '../testing/index.ts';
import { withPauses } from './pausing.ts';

function page(mayWork: boolean) {
  const store = createStore(() => ({ mayWork }));
  const work = vi.fn<(signal: AbortSignal) => Promise<void>>(async () => {});
  return { store, work, set: (mayWork: boolean) => store.setState({ mayWork }) };
}

it('does not begin where the page may work for a moment only', async () => {
  const { store, work, set } = page(false);
  const done = withPauses(store, work, new AbortController().signal);
  set(true);
  set(false);
  await idle();
  expect(work).not.toHaveBeenCalled();
  set(true);
  await done;
  expect(work).toHaveBeenCalledOnce();
});

it('does not begin where it is ended at the moment that the page may work', async () => {
  const { store, work, set } = page(false);
  const controller = new AbortController();
  const done = withPauses(store, work, controller.signal);
  set(true);
  controller.abort(new Error('enough'));
  await expect(done).rejects.toThrow('enough');
  expect(work).not.toHaveBeenCalled();
});

it('rejects as the work does, and calls it no second time', async () => {
  const { store, work } = page(true);
  work.mockRejectedValue(new Error('no memory'));
  await expect(withPauses(store, work, new AbortController().signal)).rejects.toThrow('no memory');
  expect(work).toHaveBeenCalledOnce();
});
