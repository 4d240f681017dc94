import { expect, it } from 'vitest';
import { madeAt } from './recordingList.ts';
import { createRecordingStore, readPart, type KeptRecording } from './recordingStore.ts';
import { fakeParts } from './testing/parts.ts';

/** Of an older version of this page, and after it. */
const old = { index: 0, data: new Blob(['0 ']), name: 'a', ms: 1000 };
const styles = { style: 'wave', mix: [] };

it.each([
  ['by an older version of this page', {}, undefined],
  [
    'with a mix that is none',
    { styles: { ...styles, mix: [{ style: 'a', percent: 7 }] } },
    undefined,
  ],
  ['with its style', { styles }, styles],
])('a recording that was kept %s is offered', async (_, more, known) => {
  const { kept, parts } = fakeParts();
  const id = '1700000000000-x';
  const part = readPart({ ...old, ...more, id });
  if (part) kept.set(id, part);
  const found: KeptRecording[] = [];
  await createRecordingStore({}, parts).recall((one) => found.push(one));
  expect(found).toMatchObject([{ id, name: 'a', seconds: 1, styles: known }]);
  const [one] = found.map(({ blob, name, ...rest }) => ({
    ...{ ...rest, file: { blob, name }, downloaded: false },
  }));
  expect(one && madeAt(one)).toBe(1_700_000_000_000);
});
