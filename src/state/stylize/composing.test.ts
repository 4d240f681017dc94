import { expect, it, vi } from 'vitest';
import type { Pictures, Pixels } from '../../picture/index.ts';
import { deferred, idle } from '../testing/index.ts';
import { shownPixels } from './composing.ts';
import { connectedPage } from './testing/page.ts';

/** A painted page, and what is composed on it: a call each, which the test answers. */
async function page() {
  const calls: {
    blend: unknown;
    answer: () => Promise<void>;
    fail: () => Promise<void>;
    made: Pixels;
  }[] = [];
  const compose = vi.fn<Pictures['compose']>(async (painting, _, blend) => {
    const { promise, resolve, reject } = deferred();
    const made = { ...painting };
    const answer = async () => {
      resolve();
      await idle();
    };
    const fail = async () => {
      reject(new Error('on purpose'));
      await idle();
    };
    calls.push({ blend, answer, fail, made });
    await promise;
    return made;
  });
  const made = await connectedPage({ pictures: { compose } });
  await made.paintPhoto();
  const shown = () => shownPixels(made.store.getState());
  const painting = shown();
  return { ...made, calls, shown, painting };
}

it('strength and colours change what is shown, and nothing is painted again', async () => {
  const { actions, engine, calls, shown, painting, stage } = await page();
  expect(calls).toHaveLength(0);
  actions.choose({ strength: 0.5 });
  expect(stage().status).toBe('done');
  expect(calls[0]?.blend).toEqual({ strength: 0.5, keepColours: false, cutOut: false });
  expect(shown()).toBe(painting); // until the other is there
  await calls[0]?.answer();
  expect(shown()).toBe(calls[0]?.made);
  actions.choose({ strength: 1 });
  expect(shown()).toBe(painting);
  expect(engine.jobs).toHaveLength(1);
});

it('a cut-out is shown once it has its transparency, and no painting without it', async () => {
  const { paintPhoto, calls, shown } = await page();
  const painted = paintPhoto('cut-out.png');
  await expect.poll(() => calls.length).toBe(1);
  expect(calls[0]?.blend).toEqual({ strength: 1, keepColours: false, cutOut: true });
  expect(shown()).toBeUndefined();
  await calls[0]?.answer();
  expect(shown()).toBe(calls[0]?.made);
  await painted;
});

it('while one is composed, only the newest of the others waits', async () => {
  const { actions, calls, shown } = await page();
  for (const strength of [0.9, 0.8, 0.7, 0.6]) actions.choose({ strength });
  expect(calls).toHaveLength(1);
  await calls[0]?.answer();
  expect(calls).toHaveLength(2);
  expect(calls[1]?.blend).toMatchObject({ strength: 0.6 });
  expect(shown()).toBe(calls[0]?.made); // it moves with the slider
  await calls[1]?.answer();
  expect(shown()).toBe(calls[1]?.made);
});

it('where one fails, what was chosen meanwhile is composed all the same', async () => {
  const { actions, calls, shown, fault } = await page();
  actions.choose({ strength: 0.5 });
  actions.choose({ strength: 0.4 });
  await calls[0]?.fail();
  expect(fault()).toBeDefined();
  expect(calls[1]?.blend).toMatchObject({ strength: 0.4 });
  await calls[1]?.answer();
  expect(shown()).toBe(calls[1]?.made);
});

it('one that fails is not tried again by itself', async () => {
  const { actions, calls, fault } = await page();
  actions.choose({ strength: 0.5 });
  await calls[0]?.fail();
  expect(fault()).toBeDefined();
  expect(calls).toHaveLength(1);
  actions.choose({ strength: 0.4 });
  expect(calls).toHaveLength(2);
});

it('where the photo is gone when it fails, the next photo is composed, and nothing is told', async () => {
  const { actions, calls, paintPhoto, fault } = await page();
  actions.choose({ strength: 0.5 });
  await paintPhoto('b.jpg');
  await calls[0]?.fail();
  expect(fault()).toBeUndefined();
  expect(calls).toHaveLength(2);
});

it('the download is what the settings say, also before that is shown', async () => {
  const { actions, saving, calls, pictures, photos } = await page();
  actions.choose({ keepColours: true });
  const saved = saving.actions.save();
  await idle();
  expect(calls).toHaveLength(2);
  await calls[1]?.answer();
  expect((await saved)?.name).toBe('a-wave.png');
  await calls[0]?.answer();
  await saving.actions.save();
  expect(calls).toHaveLength(2); // it is known by now
  expect(vi.mocked(pictures.encode).mock.lastCall?.[0]).toBe(calls[0]?.made);
  photos.actions.remove();
  expect(photos.store.getState().notice).toBeUndefined();
});

it('a photo that is replaced meanwhile is no fault, and the new one begins with its painting', async () => {
  const { actions, calls, paintPhoto, shown, stage } = await page();
  actions.choose({ strength: 0.5 });
  await calls[0]?.answer();
  await paintPhoto('b.jpg');
  expect(calls).toHaveLength(2);
  const now = stage();
  expect(now.status === 'done' && shown() === now.result.pixels).toBe(true);
  await calls[1]?.answer();
  expect(shown()).toBe(calls[1]?.made);
});
