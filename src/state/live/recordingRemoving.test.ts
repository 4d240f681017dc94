import { beforeEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createRecordingRemoving } from './recordingRemoving.ts';
import { createRecordingStore, type KeptRecording } from './recordingStore.ts';
import { fakeParts } from './testing/parts.ts';
import type { FinishedRecording, LiveState, LiveStore } from './types.ts';

const madeOf = (id: string, changes: Partial<FinishedRecording> = {}): FinishedRecording => ({
  ...{ id, seconds: 2, downloaded: false },
  file: { name: `a.${id}.webm`, blob: new Blob([id], { type: 'video/webm' }) },
  ...changes,
});
const [first, second, third] = [madeOf('1'), madeOf('2'), madeOf('3')];

const { kept, parts } = fakeParts();

/** What the next visit finds. */
async function nextVisit() {
  const found: KeptRecording[] = [];
  await createRecordingStore({}, parts).recall((one) => found.push(one));
  return found;
}

/** A page with these recordings, all of them kept. */
async function page(state: Partial<LiveState>) {
  const store = createStore(() => ({ earlierRecordings: [], ...state })) as unknown as LiveStore;
  const keeper = createRecordingStore({}, parts);
  const { recording, earlierRecordings } = store.getState();
  for (const { id, file, seconds } of [
    ...earlierRecordings,
    ...(recording?.status === 'done' ? [recording] : []),
  ]) {
    await keeper.add({ id, index: 0, data: file.blob, name: 'a', ms: 1000 * seconds });
  }
  return { ...createRecordingRemoving({ store, keeper }), store, state: store.getState };
}

beforeEach(() => kept.clear());

it('one is put back to where it was, and is kept again', async () => {
  const { remove, putBack, state } = await page({ earlierRecordings: [first, second, third] });
  await remove('2');
  expect(state()).toMatchObject({
    earlierRecordings: [first, third],
    removedRecording: { made: second },
  });
  // Who closes the page now does not find it again.
  expect((await nextVisit()).map(({ id }) => id)).toEqual(['1', '3']);
  putBack();
  expect(state()).toEqual({ earlierRecordings: [first, second, third] });
  const found = (await nextVisit()).find(({ id }) => id === '2');
  expect(found).toMatchObject({ name: 'a.2', seconds: 2 });
  expect(await found?.blob.text()).toBe('2');
});

it('the last one is the last one again, unless another was made meanwhile', async () => {
  const { remove, putBack, state, store } = await page({ recording: { status: 'done', ...first } });
  await remove('1');
  expect(state().recording).toBeUndefined();
  putBack();
  expect(state()).toMatchObject({ recording: { status: 'done', ...first }, earlierRecordings: [] });
  await remove('1');
  store.setState({ recording: { status: 'done', ...second } });
  putBack();
  expect(state()).toMatchObject({ recording: { id: '2' }, earlierRecordings: [first] });
});

it('one that was downloaded is offered again, and not kept', async () => {
  const downloaded = madeOf('1', { downloaded: true });
  const { remove, putBack, state } = await page({ earlierRecordings: [downloaded] });
  await remove('1');
  putBack();
  expect(state().earlierRecordings).toEqual([downloaded]);
  expect(await nextVisit()).toEqual([]);
});

it('one of an earlier visit does not need what the browser kept of it', async () => {
  const { remove, putBack, state } = await page({
    earlierRecordings: [madeOf('1', { cutShort: true })],
  });
  const [before] = state().earlierRecordings;
  await remove('1');
  putBack();
  const [after] = state().earlierRecordings;
  expect(after).toMatchObject({ id: '1', cutShort: true });
  expect(after?.file.blob).not.toBe(before?.file.blob);
  expect(after?.file.blob.type).toBe('video/webm');
  expect(await after?.file.blob.text()).toBe('1');
});

it('only the one that was removed last can be put back, until it is let go', async () => {
  const { remove, putBack, letGoRemoved, state } = await page({
    earlierRecordings: [first, second, third],
  });
  await remove('1');
  await remove('2');
  putBack();
  expect(state().earlierRecordings).toEqual([second, third]);
  await remove('3');
  letGoRemoved();
  putBack();
  expect(state().earlierRecordings).toEqual([second]);
  expect((await nextVisit()).map(({ id }) => id)).toEqual(['2']);
});
