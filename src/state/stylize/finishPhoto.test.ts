import { expect, it, vi } from 'vitest';
import { WHOLE } from '../../picture/index.ts';
import type { Progress } from '../shared/index.ts';
import { FakeEngine, photoFile, until } from '../testing/index.ts';
import { finishPhoto } from './finishPhoto.ts';
import { connectedPage } from './testing/page.ts';

it('a part of a large photo is decoded, enlarged and written, and tells how far its fine strokes are', async () => {
  const engine = new FakeEngine();
  engine.atOnce = true;
  const { store, pictures } = await connectedPage({ engine, photo: { width: 480, height: 240 } });
  await until(() => store.getState().connection.status === 'connected');
  const { connection, settings } = store.getState();
  if (connection.status !== 'connected') throw new Error('not connected');
  const crop = { ...WHOLE, turns: 2 as const, width: 0.5, height: 0.5 };
  const file = photoFile();
  const told: Progress[] = [];
  const saved = await finishPhoto(
    { ...connection, pictures, precision: 'float16', saving: { format: 'png', quality: 1 } },
    { name: 'a.jpg', file, settings, crop },
    new AbortController().signal,
    (progress) => told.push(progress),
  );
  expect(await saved.blob.text()).toBe('large');
  expect(pictures.decode).toHaveBeenCalledWith(file, 'a.jpg', crop);
  const [start] = vi.mocked(pictures.large.open).mock.calls[0] ?? [];
  expect(start).toMatchObject({ crop, size: { width: 240, height: 120 } });
  // After the painting: enlarging has no share, and the last of the fine strokes is the end.
  const enlarging = told.findLastIndex(({ phase }) => phase === 'prepare');
  const paintings = told.slice(enlarging + 1);
  expect(paintings.every(({ phase }) => phase === 'paint')).toBe(true);
  expect(told.at(-1)).toEqual({ phase: 'paint', done: 1 });
});
