import { afterEach, expect, it, vi } from 'vitest';
import { lastResult } from '../../shared/index.ts';
import { readModels, until } from '../../testing/index.ts';
import { COMPRESSED, MEMORY, ORIGINAL, paintedPage, type ComparePage } from '../testing/page.ts';
import type { LadderRow } from './types.ts';

const listed = (JSON.parse(readModels('ladder.json')) as { models: { id: string }[] }).models;
const ids = listed.map(({ id }) => id);
const TINY = 'tiny-float16';
const PLAIN = 'plain-float16';

afterEach(() => vi.restoreAllMocks());

const opened = ({ state }: ComparePage) => {
  const { ladder } = state();
  if (ladder?.status !== 'open') throw new Error('The ladder is not open.');
  return ladder;
};
const row = (page: ComparePage, id: string): LadderRow => {
  const found = opened(page).rows.find(({ entry }) => entry.id === id);
  if (!found) throw new Error(`There is no row ${id}.`);
  return found;
};
/** The server answers 404 for what is in this path. */
const without = (path: string) => {
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (url: URL | string) =>
    String(url).includes(path) ? new Response('', { status: 404 }) : fetch(url),
  );
};

async function openedPage() {
  const page = await paintedPage();
  await page.actions.ladder.open();
  return page;
}

/** With networks that paint at once. */
async function paintingPage() {
  const page = await openedPage();
  page.actions.ladder.paint('none of them'); // the engines begin with the first use
  await until(() => page.ladderEngines.length === 1);
  const [engine] = page.ladderEngines;
  if (!engine) throw new Error('There are no engines.');
  return { ...page, page, ladderEngine: engine };
}

it('has one row for each network of the manifest, and one for each of its own list, the largest first', async () => {
  const page = await openedPage();
  const { rows } = opened(page);
  const names = rows.map(({ entry }) => entry.id);
  expect(names.toSorted()).toEqual([ORIGINAL, 'compressed-float16', TINY, ...ids].toSorted());
  const weights = rows.map(({ entry }) => entry.weights);
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
});

it('counts multiply-adds from the spec, and takes distances from the card of the float32 model', async () => {
  const page = await openedPage();
  const card = JSON.parse(readModels('original-float32/card.json')) as {
    multiplyAdds256: number;
    quality: {
      structure: Record<string, { half: { content: number; structure: number } }>;
      structurePhotos: number;
    };
  };
  const { multiplyAdds, judged } = row(page, ORIGINAL);
  // Python counted them.
  expect(multiplyAdds).toBe(card.multiplyAdds256);
  const halves = Object.values(card.quality.structure).map(({ half }) => half);
  const mean = (of: (half: { content: number; structure: number }) => number) =>
    halves.reduce((sum, half) => sum + of(half), 0) / halves.length;
  expect(judged?.photos).toBe(card.quality.structurePhotos);
  expect(judged?.structure).toBeCloseTo(
    mean((half) => half.structure),
    9,
  );
  expect(judged?.content).toBeCloseTo(
    mean((half) => half.content),
    9,
  );
});

it('one of 4 bits that was not judged has no distances of the network that it is rounded from', async () => {
  const page = await paintedPage();
  const packed = 'compressed-uint4';
  const card = { ...JSON.parse(readModels(`ladder/${packed}/card.json`)), quality: null } as object;
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (url: URL | string) =>
    String(url).endsWith(`${packed}/card.json`) ? Response.json(card) : fetch(url),
  );
  await page.actions.ladder.open();
  expect(row(page, packed).multiplyAdds).toBeGreaterThan(0);
  expect(row(page, packed).judged).toBeUndefined();
});

it('a card that the server lacks is told of in its row, and the others have theirs', async () => {
  const page = await paintedPage();
  without(`${PLAIN}/card.json`);
  await page.actions.ladder.open();
  expect(row(page, PLAIN).problem).toMatchObject({ code: 'compare/facts-not-downloaded' });
  expect(row(page, ORIGINAL).multiplyAdds).toBeGreaterThan(0);
});

it('a list that does not come can be asked for again', async () => {
  const page = await paintedPage();
  const { fetch } = globalThis;
  without('ladder.json');
  await page.actions.ladder.open();
  expect(page.state().ladder).toEqual({
    status: 'failed',
    problem: { code: 'engine/manifest-not-downloaded' },
  });
  vi.stubGlobal('fetch', fetch);
  await page.actions.ladder.open();
  expect(page.state().ladder?.status).toBe('open');
});

it('a painting that a side has made is there already, the others are painted on engines of their own', async () => {
  const { page, actions, engine, ladderEngine } = await paintingPage();
  ladderEngine.atOnce = true;
  actions.ladder.paint();
  await until(() => opened(page).rows.every(({ picture }) => picture.status === 'done'));
  expect(ladderEngine.jobs.map(({ job }) => job.model).toSorted()).toEqual(
    [TINY, ...ids].toSorted(),
  );
  expect(engine.jobs).toHaveLength(2);
});

it('what the sides have painted and timed is shown at once, and again for other settings', async () => {
  const page = await paintedPage();
  const { actions, engine, ladderEngines, compared } = page;
  engine.atOnce = true;
  await actions.measure(3);
  await actions.ladder.open();
  const shown = () =>
    opened(page).rows.flatMap(({ entry, picture, measured }) =>
      picture.status === 'done' ? [`${entry.id} ${measured?.runs.length ?? 'not timed'}`] : [],
    );
  expect(shown()).toEqual([`${ORIGINAL} 3`, `${COMPRESSED} 3`]);
  actions.choose({ style: 'udnie' });
  expect(shown()).toEqual([]);
  await compared();
  expect(shown()).toEqual([`${ORIGINAL} not timed`, `${COMPRESSED} not timed`]);
  actions.chooseSide('left', { model: TINY });
  await compared();
  await actions.measure(4);
  actions.swap();
  expect(shown()).toEqual([`${ORIGINAL} not timed`, `${COMPRESSED} 4`, `${TINY} 4`]);
  expect(row(page, TINY).measured).toBe(lastResult(page.state().benchmark)?.right);
  expect(ladderEngines).toEqual([]);
});

it('a side with a brush size of its own is no row’s painting, and its time none of a row', async () => {
  const page = await paintedPage();
  const { actions, engine, compared } = page;
  engine.atOnce = true;
  actions.chooseSide('left', { size: 256 });
  await compared();
  actions.choose({ style: 'udnie' });
  await compared();
  await actions.measure(3);
  await actions.ladder.open();
  expect(row(page, ORIGINAL)).toMatchObject({ picture: { status: 'idle' } });
  expect(row(page, ORIGINAL).measured).toBeUndefined();
  expect(row(page, COMPRESSED).measured?.runs).toHaveLength(3);
});

it('a network without memory fails in its row, and the others paint', async () => {
  const { page, actions, ladderEngine } = await paintingPage();
  ladderEngine.brokenLoads.set(PLAIN, MEMORY);
  ladderEngine.atOnce = true;
  actions.ladder.paint();
  await until(() => opened(page).rows.every(({ picture }) => picture.status !== 'running'));
  expect(row(page, PLAIN).picture).toMatchObject({ status: 'failed', fault: MEMORY });
  expect(row(page, TINY).picture.status).toBe('done');
});

it('painting can be cancelled; another photo or style forgets the paintings', async () => {
  const { page, actions, ladderEngine } = await paintingPage();
  actions.ladder.paint(PLAIN);
  await until(() => ladderEngine.jobs.length === 1);
  actions.ladder.cancelPainting(PLAIN);
  expect(row(page, PLAIN).picture.status).toBe('cancelled');
  ladderEngine.atOnce = true;
  actions.ladder.paint(PLAIN);
  await until(() => row(page, PLAIN).picture.status === 'done');
  actions.choose({ style: 'udnie' });
  expect(row(page, PLAIN).picture.status).toBe('idle');
});

it('all are timed in turn; one that fails says why, and the others have their times', async () => {
  const { page, actions, ladderEngine } = await paintingPage();
  const broken = { code: 'engine/model-not-downloaded', status: 404 } as const;
  ladderEngine.brokenLoads.set(PLAIN, broken);
  ladderEngine.atOnce = true;
  await actions.ladder.measure(4);
  expect(row(page, PLAIN)).toMatchObject({ unmeasured: broken, measured: undefined });
  const others = opened(page).rows.filter(({ entry }) => entry.id !== PLAIN);
  for (const { measured } of others) expect(measured?.runs).toHaveLength(4);
  const timed = ladderEngine.jobs.map(({ job }) => job.model);
  // Once to get ready each, then in turn.
  expect(new Set(timed.slice(-others.length)).size).toBe(others.length);
  expect(opened(page).benchmark.status).toBe('done');
});

it('timing that is cancelled brings the earlier times back', async () => {
  const { page, actions, ladderEngine } = await paintingPage();
  const running = actions.ladder.measure(4);
  await until(() => ladderEngine.jobs.length === 1);
  expect(opened(page).benchmark.status).toBe('running');
  actions.ladder.cancelMeasuring();
  await running;
  expect(opened(page).benchmark.status).toBe('idle');
  expect(row(page, ORIGINAL).measured).toBeUndefined();
});

it('its networks are let go of when another page is shown, and what they did goes on after that', async () => {
  const { page, actions, ladderEngines } = await paintingPage();
  actions.ladder.paint(PLAIN);
  void actions.ladder.measure();
  actions.leave();
  expect(row(page, PLAIN).picture.status).toBe('cancelled');
  expect(opened(page).benchmark.status).toBe('idle');
  actions.enter();
  expect(opened(page).benchmark.status).toBe('running');
  expect(row(page, PLAIN).picture.status).toBe('running');
  expect(ladderEngines).toHaveLength(2);
});
