import { beforeEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { until } from '../testing/index.ts';
import { createRecordingList } from './recordingList.ts';
import { createRecordingRemoving } from './recordingRemoving.ts';
import { createRecordingStore, type KeptRecording } from './recordingStore.ts';
import { fakeParts } from './testing/parts.ts';
import type { FinishedRecording, LiveSettings, LiveState, LiveStore } from './types.ts';

const madeOf = (id: string, changes: Partial<FinishedRecording> = {}): FinishedRecording => ({
  ...{ id, seconds: 2, downloaded: false },
  file: { name: `a.${id}.webm`, blob: new Blob([id], { type: 'video/webm' }) },
  ...changes,
});
const [first, second, third] = [madeOf('1'), madeOf('2'), madeOf('3')];

const settings = { style: 'wave', mix: [], strength: 1, steady: false } as unknown as LiveSettings;

const { kept, parts } = fakeParts();

/** What the next visit finds. */
async function nextVisit() {
  const found: KeptRecording[] = [];
  await createRecordingStore({}, parts).recall((one) => found.push(one));
  return found;
}

/** A page with these recordings, all of them kept. */
async function page(state: Partial<LiveState>) {
  const store = createStore(() => ({
    ...{ earlierRecordings: [], settings, stage: { status: 'running' } },
    exporting: { status: 'idle' },
    ...state,
  })) as unknown as LiveStore;
  const keeper = createRecordingStore({}, parts);
  const { recording, earlierRecordings } = store.getState();
  for (const { id, file, seconds } of [
    ...earlierRecordings,
    ...(recording?.status === 'done' ? [recording] : []),
  ]) {
    await keeper.add({ id, index: 0, data: file.blob, name: 'a', ms: 1000 * seconds });
  }
  const list = createRecordingList({ store, keeper });
  return { ...createRecordingRemoving({ store, keeper, list }), store, state: store.getState };
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
  expect(state()).toMatchObject({ earlierRecordings: [first, second, third] });
  expect(state().removedRecording).toBeUndefined();
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
    earlierRecordings: [madeOf('1', { recalled: true })],
  });
  const [before] = state().earlierRecordings;
  await remove('1');
  putBack();
  const [after] = state().earlierRecordings;
  expect(after).toMatchObject({ id: '1', recalled: true });
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
  expect(state().earlierRecordings).toMatchObject([second, third]);
  await remove('3');
  letGoRemoved();
  putBack();
  expect(state().earlierRecordings).toMatchObject([second]);
  expect((await nextVisit()).map(({ id }) => id)).toEqual(['2']);
});

it('a film is put back as a film, with its style, and is kept as such', async () => {
  const styles = { style: 'wave', mix: [] };
  const film = madeOf('1', { isFilm: true, styles });
  const { remove, putBack, state } = await page({ earlierRecordings: [film] });
  await remove('1');
  putBack();
  expect(state().earlierRecordings).toMatchObject([{ ...film, unkept: true }]);
  await until(() => state().earlierRecordings[0]?.unkept === false);
  expect(await nextVisit()).toMatchObject([{ id: '1', isFilm: true, styles }]);
});

it('is let go once the visitor has done three other things; a slider that is drawn is one', async () => {
  const { remove, state, store } = await page({ earlierRecordings: [first, second] });
  const choose = (changes: Partial<LiveSettings>) =>
    store.setState({ settings: { ...state().settings, ...changes } });
  await remove('1');
  for (let strength = 0.9; strength > 0.1; strength -= 0.1) choose({ strength });
  choose({ style: 'scream' });
  store.setState({ meter: undefined }); // nothing that the visitor does
  expect(state().removedRecording).toBeDefined();
  // What is removed later has as long.
  await remove('2');
  choose({ steady: true });
  choose({ style: 'wave' });
  expect(state().removedRecording?.made).toMatchObject({ id: '2' });
  store.setState({ recording: { status: 'recording', seconds: 0, bytes: 0 } });
  expect(state().removedRecording).toBeUndefined();
});
