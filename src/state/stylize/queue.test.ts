import { describe, expect, it, vi } from 'vitest';
import { PictureProblem, type Pictures } from '../../picture/index.ts';
import { fakePictures, FakeEngine, idle, photoFile, until } from '../testing/index.ts';
import { QUEUE_LIMIT, timeLeft } from './queueState.ts';
import { queuePage } from './testing/queue.ts';

const MEMORY = { code: 'engine/memory' } as const;

/** An engine that finishes each painting at once. */
function quickEngine() {
  const engine = new FakeEngine();
  engine.atOnce = true;
  return engine;
}

describe('several files', () => {
  it('go to the queue and wait, and the first becomes the open photo', async () => {
    const { queue, page, list, fill, states } = await queuePage();
    await fill('a.jpg', 'b.jpg', 'c.jpg');
    expect(list().map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    expect(states()).toEqual(['waiting', 'waiting', 'waiting']);
    expect(page.stage()).toMatchObject({ photo: { name: 'a.jpg' } });
    expect(queue.store.getState().open).toBe(list()[0]?.id);
    expect(page.engine.jobs).toHaveLength(1);
    expect(list().every(({ thumbnail }) => thumbnail)).toBe(true);
  });

  it('leave an open photo open', async () => {
    const { page, actions, queue } = await queuePage();
    await page.paintPhoto('mine.jpg');
    await actions.open([photoFile('a.jpg'), photoFile('b.jpg')]);
    expect(page.stage()).toMatchObject({ photo: { name: 'mine.jpg' } });
    expect(queue.store.getState().open).toBeUndefined();
  });

  it('take away what was said of a file that was brought before', async () => {
    const { page, actions } = await queuePage();
    await page.paintPhoto('mine.jpg');
    await actions.open([photoFile('bad.jpg')]);
    expect(page.fault()?.code).toBe('picture/damaged');
    await actions.open([photoFile('a.jpg'), photoFile('b.jpg')]);
    expect(page.fault()).toBeUndefined();
  });

  it('of which the first is broken open the next one', async () => {
    const { page, fill, stateOf, one } = await queuePage();
    await fill('bad.jpg', 'b.jpg');
    expect(page.stage()).toMatchObject({ photo: { name: 'b.jpg' } });
    expect(page.fault()).toBeUndefined();
    expect(one('bad.jpg')?.state).toEqual({
      status: 'failed',
      fault: { code: 'picture/damaged', name: 'bad.jpg' },
    });
    expect(stateOf('b.jpg')).toBe('waiting');
  });

  it('are one photo where it is only one', async () => {
    const { actions, page, list } = await queuePage();
    await actions.open([photoFile('a.jpg')]);
    expect(page.stage()).toMatchObject({ photo: { name: 'a.jpg' } });
    expect(list()).toEqual([]);
  });

  it('are told of where there are too many, or others than pictures were in a folder', async () => {
    const { actions, page, list } = await queuePage({ engine: quickEngine() });
    const files = Array.from({ length: QUEUE_LIMIT - 1 }, (_, at) => photoFile(`${at}.jpg`));
    await actions.open(files, { others: 2, tooMany: false });
    const fault = { code: 'queue/left-out', limit: QUEUE_LIMIT };
    expect(page.fault()).toEqual({ ...fault, others: 2, tooMany: false });
    await actions.add([photoFile('x.jpg'), photoFile('y.jpg')]);
    expect(page.fault()).toEqual({ ...fault, others: 0, tooMany: true });
    expect(list()).toHaveLength(QUEUE_LIMIT);
    expect(list().at(-1)?.name).toBe('x.jpg');
  });
});

describe('painting', () => {
  it('goes in order, one at a time, with two photos in memory at most', async () => {
    const { fill, actions, engine, states, list, openBitmaps, status } = await queuePage();
    await fill('a.jpg', 'b.jpg', 'c.jpg');
    actions.start();
    for (let at = 0; at < 3; at++) {
      await until(() => engine.jobs.length === 2 + at);
      const expected = list().map((_, other) =>
        other === at ? 'painting' : other < at ? 'done' : 'waiting',
      );
      expect(states()).toEqual(expected);
      expect(openBitmaps()).toBe(2); // the one on the page, and this one
      engine.last.finish();
      await until(() => states()[at] === 'done');
    }
    expect(status()).toBe('idle');
    expect(openBitmaps()).toBe(1);
    expect(list().map(({ result }) => result?.name)).toEqual([
      ...['a-wave.png', 'b-wave.png', 'c-wave.png'],
    ]);
    expect(list().every(({ result }) => result?.blob.type === 'image/png')).toBe(true);
  });

  it('goes on after one that fails, which can be tried again alone', async () => {
    const { fill, actions, engine, reached, one, status, states } = await queuePage();
    await fill('a.jpg', 'b.jpg');
    actions.start();
    await reached('a.jpg', 'painting');
    await until(() => engine.jobs.length === 2);
    engine.last.fail(MEMORY);
    await reached('b.jpg', 'painting');
    await until(() => engine.jobs.length === 3);
    expect(one('a.jpg')?.state).toEqual({ status: 'failed', fault: MEMORY });
    actions.cancel();
    expect(states()).toEqual(['failed', 'waiting']);
    actions.retry(one('a.jpg')!.id);
    await until(() => engine.jobs.length === 4);
    engine.last.finish();
    await reached('a.jpg', 'done');
    await until(() => status() === 'idle');
    expect(states()).toEqual(['done', 'waiting']);
    expect(engine.jobs).toHaveLength(4);
  });

  it('tries all that failed once more', async () => {
    const engine = quickEngine();
    const { pictures } = fakePictures();
    let broken = true;
    const decode = vi.fn<Pictures['decode']>(async (file, name) => {
      if (broken && name !== 'a.jpg') throw new PictureProblem({ code: 'picture/crashed' });
      return pictures.decode(file, name);
    });
    const page = await queuePage({ engine, pictures: { decode } });
    await page.fill('a.jpg', 'b.jpg', 'c.jpg');
    page.actions.start();
    await until(() => page.status() === 'idle');
    expect(page.states()).toEqual(['done', 'failed', 'failed']);
    broken = false;
    page.actions.retryAll();
    await until(() => page.status() === 'idle');
    expect(page.states()).toEqual(['done', 'done', 'done']);
  });

  it('says of a file that can’t be read any more that it was changed', async () => {
    const { pictures } = fakePictures();
    const decode = vi.fn<Pictures['decode']>(async (file, name) => {
      if (name === 'b.jpg') throw new PictureProblem({ code: 'picture/unreadable' });
      return pictures.decode(file, name);
    });
    const page = await queuePage({ engine: quickEngine(), pictures: { decode } });
    await page.fill('a.jpg', 'b.jpg', 'c.jpg');
    page.actions.start();
    await until(() => page.status() === 'idle');
    expect(page.states()).toEqual(['done', 'failed', 'done']);
    expect(page.one('b.jpg')?.state).toMatchObject({
      fault: { code: 'queue/file-changed', name: 'b.jpg' },
    });
  });

  it('pauses after the photo in work, and goes on', async () => {
    const { fill, actions, engine, reached, states, status } = await queuePage();
    await fill('a.jpg', 'b.jpg');
    actions.start();
    await until(() => engine.jobs.length === 2);
    actions.pause();
    engine.last.finish();
    await reached('a.jpg', 'done');
    await idle();
    expect(states()).toEqual(['done', 'waiting']);
    expect(status()).toBe('paused');
    actions.start();
    await until(() => engine.jobs.length === 3);
    engine.last.finish();
    await reached('b.jpg', 'done');
    expect(status()).toBe('idle');
  });

  it('is cancelled at once, and what is done stays', async () => {
    const { fill, actions, engine, reached, states, status, list, openBitmaps } = await queuePage();
    await fill('a.jpg', 'b.jpg', 'c.jpg');
    actions.start();
    await until(() => engine.jobs.length === 2);
    engine.last.finish();
    await reached('b.jpg', 'painting');
    await until(() => engine.jobs.length === 3);
    actions.cancel();
    expect(engine.last.signal?.aborted).toBe(true);
    expect(states()).toEqual(['done', 'waiting', 'waiting']);
    expect(status()).toBe('idle');
    await idle();
    expect(engine.jobs).toHaveLength(3);
    expect(openBitmaps()).toBe(1);
    expect(list()[0]?.result).toBeDefined();
  });

  it('goes on with the next where the photo in work is removed', async () => {
    const { fill, actions, engine, one, list, status } = await queuePage();
    await fill('a.jpg', 'b.jpg');
    actions.start();
    await until(() => engine.jobs.length === 2);
    const removed = engine.last;
    actions.remove(one('a.jpg')!.id);
    await until(() => engine.jobs.length === 3);
    expect(removed.signal?.aborted).toBe(true);
    engine.last.finish();
    await until(() => status() === 'idle');
    expect(list().map(({ name, state }) => [name, state.status])).toEqual([['b.jpg', 'done']]);
  });

  it('takes photos that are added meanwhile', async () => {
    const { fill, actions, engine, states, status } = await queuePage();
    await fill('a.jpg', 'b.jpg');
    actions.start();
    await until(() => engine.jobs.length === 2);
    engine.atOnce = true;
    await actions.add([photoFile('c.jpg')]);
    engine.last.finish();
    await until(() => status() === 'idle');
    expect(states()).toEqual(['done', 'done', 'done']);
  });
});

describe('the visitor’s own photo', () => {
  it('goes first: the photo in work waits, and starts again', async () => {
    const { page, fill, actions, engine, stateOf, reached, queue } = await queuePage();
    await fill('a.jpg', 'b.jpg');
    actions.start();
    await until(() => engine.jobs.length === 2);
    const first = engine.last;
    await page.openPhoto('mine.jpg');
    await until(() => engine.jobs.length === 3);
    expect(first.signal?.aborted).toBe(true);
    expect(stateOf('a.jpg')).toBe('waiting');
    expect(queue.store.getState()).toMatchObject({ status: 'running', givesWay: true });
    await idle();
    expect(engine.jobs).toHaveLength(3);
    engine.last.finish();
    await page.reached('done');
    await until(() => engine.jobs.length === 4);
    engine.last.finish();
    await reached('a.jpg', 'done');
  });

  it('is not painted while another page needs the machine, and the queue goes on afterwards', async () => {
    const { fill, actions, engine, states, status, reached } = await queuePage();
    await fill('a.jpg', 'b.jpg');
    actions.start();
    await until(() => engine.jobs.length === 2);
    actions.giveWay(true);
    await idle();
    expect(engine.jobs).toHaveLength(2);
    expect(states()).toEqual(['waiting', 'waiting']);
    expect(status()).toBe('running');
    actions.giveWay(false);
    await until(() => engine.jobs.length === 3);
    engine.last.finish();
    await reached('a.jpg', 'done');
  });
});

describe('the photo that is painted on the page already', () => {
  /** A queue whose first photo is open and painted. */
  async function paintedPage() {
    const engine = new FakeEngine();
    const made = await queuePage({ engine, hasFileOfPage: true });
    await made.fill('a.jpg', 'b.jpg', 'c.jpg');
    const paint = async () => {
      made.actions.start();
      await until(() => made.status() === 'idle');
      return made.states();
    };
    engine.atOnce = true;
    return { ...made, paint };
  }

  it('is not painted once more', async () => {
    const { paint, engine, one, queue, pictures } = await paintedPage();
    vi.mocked(pictures.encode).mockResolvedValueOnce(new Blob(['of the page']));
    expect(await paint()).toEqual(['done', 'done', 'done']);
    expect(engine.jobs).toHaveLength(3); // one on the page
    expect(one('a.jpg')?.result).toMatchObject({ name: 'a-wave.png', saved: false });
    expect(await one('a.jpg')?.result?.blob.text()).toBe('of the page');
    // It says nothing of how long the others take.
    expect(queue.store.getState().times).toHaveLength(2);
  });

  it('is painted where the file of the page can’t be written', async () => {
    const { paint, engine, pictures, page } = await paintedPage();
    vi.mocked(pictures.encode).mockRejectedValueOnce(new Error('on purpose'));
    expect(await paint()).toEqual(['done', 'done', 'done']);
    expect(engine.jobs).toHaveLength(4);
    expect(page.fault()).toBeUndefined();
  });

  it('is painted where its painting on the page was cancelled', async () => {
    const { paint, engine, page } = await paintedPage();
    engine.atOnce = false;
    page.actions.choose({ style: 'night' });
    await until(() => engine.jobs.length === 2);
    page.actions.cancel();
    engine.atOnce = true;
    expect(await paint()).toEqual(['done', 'done', 'done']);
    expect(engine.jobs).toHaveLength(5);
  });
});

describe('the time that is left', () => {
  it('is known once a photo is done, and shrinks with the progress', async () => {
    let clock = 0;
    const { fill, actions, engine, queue, reached } = await queuePage({ now: () => clock });
    const left = () => timeLeft(queue.store.getState());
    await fill('a.jpg', 'b.jpg', 'c.jpg');
    actions.start();
    await until(() => engine.jobs.length === 2);
    expect(left()).toBeUndefined();
    clock = 1000;
    engine.last.finish();
    await reached('a.jpg', 'done');
    await until(() => engine.jobs.length === 3);
    expect(left()).toBe(1500); // one half of b, and c
    actions.cancel();
    expect(left()).toBeUndefined();
  });
});
