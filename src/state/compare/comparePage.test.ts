import { describe, expect, it, vi } from 'vitest';
import { EngineProblem } from '../../engine/index.ts';
import { idle, photoFile, until } from '../testing/index.ts';
import { comparePage, MACHINE, paintedPage } from './testing/page.ts';
import { DEFAULT_COMPARISON, type CompareSettings } from './types.ts';

describe('the address', () => {
  const address: CompareSettings = {
    left: { model: 'original-uint8', executor: 'auto' },
    right: { model: 'compressed-uint8', executor: 'auto' },
    style: 'udnie',
    boldness: 0.8,
    size: 256,
    view: 'difference',
    sample: 'city',
  };
  /** The page of that address, with its sample picture. */
  async function page() {
    const made = comparePage();
    made.actions.enter(address);
    await made.begun(1);
    return { ...made, photo: () => made.photos.store.getState().photo };
  }

  it('gives the same comparison on a sample picture', async () => {
    const { photo, state, engine } = await page();
    expect(photo()?.sample).toBe('city');
    expect(state().settings).toEqual(address);
    expect(engine.jobs[0]?.job.model).toBe('original-uint8');
  });

  it('names no sample once there is a photo of one’s own', async () => {
    const { openPhoto, state } = await page();
    await openPhoto();
    expect(state().settings.sample).toBeUndefined();
  });

  it('leaves a photo of one’s own', async () => {
    const { openPhoto, actions, photos, state, begun } = comparePage();
    await openPhoto();
    actions.enter(address);
    await begun(1);
    expect(photos.store.getState().photo?.name).toBe('a.jpg');
    expect(state().settings).toEqual({ ...address, sample: undefined });
  });

  it('does not outrun a photo of one’s own that is being opened', async () => {
    const { actions, photo } = await page();
    const opening = actions.open([photoFile('a.jpg')]);
    actions.enter({ ...address, sample: 'sea' });
    await opening;
    await idle();
    expect(photo()?.name).toBe('a.jpg');
  });

  it('replaces a sample picture by another one', async () => {
    const { actions, photo } = await page();
    actions.enter({ ...address, sample: 'sea' });
    await until(() => photo()?.sample === 'sea');
  });

  it('with a style that the manifest lacks gives its first one', async () => {
    const { actions, state, begun } = comparePage();
    actions.enter({ ...address, style: 'dots' });
    await begun(1);
    expect(state().settings.style).toBe('great-wave');
  });

  it('that says nothing leaves the settings alone', async () => {
    const { actions, state } = await page();
    actions.leave();
    actions.enter();
    await idle();
    expect(state().settings).toEqual(address);
  });
});

describe('what was chosen on other pages', () => {
  it('is what is compared, and what is chosen here counts there', async () => {
    const { choices, actions, state } = comparePage();
    choices.choose({ style: 'udnie', boldness: 0.8, size: 256 });
    actions.enter();
    expect(state().settings).toMatchObject({ style: 'udnie', boldness: 0.8, size: 256 });
    actions.choose({ style: 'mondrian', size: 768 });
    expect(choices.get()).toMatchObject({ style: 'mondrian', boldness: 0.8, size: 768 });
  });

  it('gives way to what an address names, and fills in what it leaves out', () => {
    const { choices, actions, state } = comparePage();
    choices.choose({ style: 'udnie', boldness: 0.8, size: 256 });
    const { left, right, view } = DEFAULT_COMPARISON;
    actions.enter({ left, right, view, style: 'mondrian', size: 1024, sample: 'city' });
    expect(state().settings).toMatchObject({ style: 'mondrian', boldness: 0.8, size: 1024 });
    // The style is the visitor's from now on. The size is of this address only.
    expect(choices.get()).toMatchObject({ style: 'mondrian', boldness: 0.8, size: 256 });
  });

  it('leaves the size of this page while the size is automatic', () => {
    const { choices, actions, state } = comparePage();
    expect(choices.get().size).toBe('auto');
    actions.enter();
    expect(state().settings.size).toBe(512);
  });
});

describe('a mix that was chosen on another page', () => {
  const mix = [
    { style: 'udnie', percent: 40 },
    { style: 'mondrian', percent: 60 },
  ];
  const page = () => {
    const made = comparePage();
    made.choices.choose({ style: 'mondrian', mix });
    made.actions.enter();
    return made;
  };

  it('is compared as its strongest style, and the page knows', () => {
    const { state } = page();
    expect(state()).toMatchObject({ mixed: true, settings: { style: 'mondrian' } });
  });

  it('outlives an address that names its strongest style, and no other', () => {
    const { actions, choices, state } = page();
    const { left, right, view } = DEFAULT_COMPARISON;
    actions.enter({ left, right, view, style: 'mondrian', sample: 'city' });
    expect(choices.get().mix).toEqual(mix);
    actions.enter({ left, right, view, style: 'udnie', sample: 'city' });
    expect(choices.get()).toMatchObject({ style: 'udnie', mix: [] });
    expect(state().mixed).toBe(false);
  });

  it('ends when a style is chosen here', () => {
    const { actions, choices, state } = page();
    actions.choose({ size: 256 });
    expect(state().mixed).toBe(true);
    actions.choose({ style: 'udnie' });
    expect(state()).toMatchObject({ mixed: false, settings: { style: 'udnie' } });
    expect(choices.get().mix).toEqual([]);
  });
});

describe('a report', () => {
  const file = (content: string, name = 'report.json') => new File([content], name);

  /** Both sides are painted, and all that a report tells of them is known. */
  async function page() {
    const made = await paintedPage();
    await until(() => made.actions.report() !== undefined);
    return { ...made, saved: async () => (await made.actions.saveReport()?.blob.text()) ?? '' };
  }

  it('has the figures of both sides, and can be dropped back', async () => {
    const { actions, state, statuses, saved } = await page();
    expect(actions.saveReport()?.name).toBe('brushlite-original-float32-compressed-float16.json');
    await actions.open([file(await saved())]);
    expect(state().report).toMatchObject({
      machine: MACHINE,
      figures: { likeness: { ssim: 0.9 } },
    });
    expect(actions.report()).toBe(state().report);
    actions.closeReport();
    expect(state().report).toBeUndefined();
    expect(statuses()).toEqual(['done', 'done']);
  });

  it('is none before anything was painted', () => {
    const { actions } = comparePage();
    expect(actions.report()).toBeUndefined();
    expect(actions.saveReport()).toBeUndefined();
  });

  it('that is none is a notice, and the page stays', async () => {
    const { actions, state, statuses, fault } = await page();
    await actions.open([file('{}')]);
    expect(fault()).toEqual({ code: 'report/not-a-report', name: 'report.json' });
    expect(state().report).toBeUndefined();
    expect(statuses()).toEqual(['done', 'done']);
  });

  it('makes way for a new photo', async () => {
    const { actions, state, openPhoto, saved } = await page();
    await actions.open([file(await saved())]);
    expect(state().report).toBeDefined();
    await openPhoto('b.jpg');
    expect(state().report).toBeUndefined();
  });
});

it('a server that is away is told, and connecting again works', async () => {
  const AWAY = { code: 'engine/manifest-not-downloaded' } as const;
  let away = true;
  const { actions, state, openPhoto, reached } = comparePage({
    open: async (engine) => {
      if (away) throw new EngineProblem(AWAY);
      return engine.connect();
    },
  });
  actions.enter();
  await openPhoto();
  expect(state().connection).toEqual({ status: 'failed', problem: AWAY });
  away = false;
  await actions.connect();
  await reached('running', 'running');
});

it('a card that does not come is told, and the pictures come all the same', async () => {
  const { actions, engine, openPhoto, begun, reached, fault } = comparePage();
  vi.stubGlobal('fetch', async () => new Response('', { status: 503 }));
  engine.atOnce = true;
  actions.enter();
  await openPhoto();
  await begun(2);
  await reached('done', 'done');
  await until(() => fault() !== undefined);
  expect(fault()).toEqual({
    code: 'compare/facts-not-downloaded',
    model: expect.stringMatching(/^(original-float32|compressed-float16)$/),
  });
  expect(actions.report()).toBeUndefined();
});
