import { describe, expect, it, vi } from 'vitest';
import { EngineProblem } from '../../engine/index.ts';
import { createOwnStyles, type OwnStyle } from '../shared/index.ts';
import { idle, photoFile, realManifest, until } from '../testing/index.ts';
import { comparePage, COMPRESSED, MACHINE, ORIGINAL, paintedPage } from './testing/page.ts';
import { DEFAULT_COMPARISON, type CompareSettings } from './types.ts';

describe('the address', () => {
  const address: CompareSettings = {
    left: { model: 'original-uint8', executor: 'auto' },
    right: { model: 'compressed-uint8', executor: 'auto' },
    style: 'udnie',
    mix: [],
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

  it('is shown on a sample, but not after a reload: there was no photo, or one that could not come back', async () => {
    const { photos: first, actions: link } = comparePage();
    link.enter({ ...address, sample: undefined });
    await until(() => first.store.getState().photo?.sample !== undefined);
    const { actions, photos } = comparePage({ ownPhotoReturns: true, isLoadedAgain: true });
    actions.enter({ ...address, sample: undefined });
    await idle();
    expect(photos.store.getState().photo).toBeUndefined();
    // One that the address names is better than nothing.
    actions.enter({ ...address, sample: 'sea' });
    await until(() => photos.store.getState().photo?.sample === 'sea');
  });

  it('replaces a sample picture by another one', async () => {
    const { actions, photo } = await page();
    actions.enter({ ...address, sample: 'sea' });
    await until(() => photo()?.sample === 'sea');
  });

  it('with a style that the manifest lacks gives its default one', async () => {
    const { actions, state, begun } = comparePage();
    actions.enter({ ...address, style: 'dots' });
    await begun(1);
    expect(state().settings.style).toBe('starry-night');
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

  it('is compared as a mix', async () => {
    const { state, openPhoto, begun, engine } = page();
    await openPhoto();
    const { job } = await begun(1);
    expect(state().settings).toMatchObject({ style: 'mondrian', mix });
    // 0.4 and 0.6, each half soft and half bold.
    expect(
      (job.style as readonly number[]).filter((weight) => weight > 0).sort((a, b) => a - b),
    ).toEqual([0.2, 0.2, 0.3, 0.3]);
    expect(engine.jobs).toHaveLength(1);
  });

  it('outlives an address that names none, or itself, and no other', () => {
    const { actions, choices, state } = page();
    const { left, right, view } = DEFAULT_COMPARISON;
    actions.enter({ left, right, view, sample: 'city' });
    expect(state().settings.mix).toEqual(mix);
    actions.enter({ left, right, view, style: 'mondrian', mix, sample: 'city' });
    expect(choices.get().mix).toEqual(mix);
    actions.enter({ left, right, view, style: 'udnie', mix: [], sample: 'city' });
    expect(choices.get()).toMatchObject({ style: 'udnie', mix: [] });
    expect(state().settings).toMatchObject({ style: 'udnie', mix: [] });
  });

  it('ends when a style is chosen here', () => {
    const { actions, choices, state } = page();
    actions.choose({ size: 256 });
    expect(state().settings.mix).toEqual(mix);
    actions.choose({ style: 'udnie' });
    expect(state().settings).toMatchObject({ style: 'udnie', mix: [] });
    expect(choices.get().mix).toEqual([]);
  });
});

describe('an own style', () => {
  const learned = (model: string, steps: number) => {
    const { network, fingerprint = '' } = realManifest.models.find(({ id }) => id === model)!;
    const [soft, bold] = [Float32Array.of(1, 2), Float32Array.of(3, 4)];
    return { network, fingerprint, steps, soft, bold };
  };
  const style = (...rows: OwnStyle['learned']) =>
    ({ id: 'own-sea', name: 'Sea', made: 1, learned: rows }) satisfies OwnStyle;

  /** An own style is compared that one of the two networks has learned. */
  async function page() {
    const ownStyles = createOwnStyles();
    await ownStyles.put(style(learned(COMPRESSED, 30)));
    const made = comparePage({ ownStyles });
    made.engine.atOnce = true;
    made.choices.choose({ style: 'own-sea', mix: [] });
    made.actions.enter();
    await made.openPhoto();
    await made.reached('failed', 'done');
    return { ...made, ownStyles };
  }

  it('is painted once it was learned for a side that lacked it, on another page', async () => {
    const { actions, ownStyles, reached, sides } = await page();
    expect(sides().left).toMatchObject({ fault: { code: 'own/other-network' } });
    actions.leave();
    await ownStyles.put(style(learned(COMPRESSED, 30), learned(ORIGINAL, 30)));
    actions.enter();
    await reached('done', 'done');
  });

  it('is painted again when it has learned more, and not when another one has', async () => {
    const { engine, ownStyles, state } = await page();
    const before = engine.jobs.length;
    await ownStyles.put({ ...style(learned(COMPRESSED, 30)), id: 'own-hill' });
    await idle();
    expect(engine.jobs).toHaveLength(before);
    await ownStyles.put(style(learned(COMPRESSED, 60)));
    await until(() => engine.jobs.length === before + 1 && state().sides.right.status === 'done');
  });

  it('that is removed gives way to the default one', async () => {
    const { ownStyles, reached, state } = await page();
    await ownStyles.remove('own-sea');
    await reached('done', 'done');
    expect(state().settings.style).toBe('starry-night');
  });
});

describe('a side with settings of its own', () => {
  it('is painted with them, and the other one with those of both', async () => {
    const { actions, engine, reached, state, compared } = await paintedPage();
    engine.atOnce = true;
    actions.chooseSide('right', { boldness: 1, size: 256 });
    await reached('done', 'done');
    await compared();
    const { left, right } = state().sides;
    expect(left).toMatchObject({ result: { boldness: 0.5, size: 512 } });
    expect(right).toMatchObject({ result: { boldness: 1, size: 256 } });
    expect(engine.jobs).toHaveLength(3); // the left one was not painted again
    actions.choose({ boldness: 0.2 });
    await until(() => engine.jobs.length === 4);
    expect(engine.last.job.model).toBe(state().settings.left.model);
  });

  it('makes a report of version 2, which can be read again', async () => {
    const { actions, engine, reached, state } = await paintedPage();
    engine.atOnce = true;
    actions.chooseSide('right', { boldness: 1 });
    await reached('done', 'done');
    await until(() => actions.report() !== undefined);
    const text = (await actions.saveReport()?.blob.text()) ?? '';
    expect(JSON.parse(text)).toMatchObject({ version: 2 });
    await actions.open([new File([text], 'r.json')]);
    expect(state().report?.figures.sides.right).toMatchObject({ boldness: 1 });
  });

  it('takes them along when the sides are swapped, and copies them', async () => {
    const { actions, state } = await paintedPage();
    actions.chooseSide('right', { boldness: 1 });
    actions.swap();
    expect(state().settings.left.boldness).toBe(1);
    actions.copyToOther('left');
    expect(state().settings.right.boldness).toBe(1);
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
    expect(actions.saveReport()?.name).toBe('brushlite-original-float16-compressed-float16.json');
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

  it('has the models that have painted the picture', async () => {
    const { actions, engine, state, saved } = await page();
    engine.atOnce = true;
    await actions.runAllModels();
    await actions.open([file(await saved())]);
    const { models } = state().report?.figures ?? {};
    expect(models?.map(({ model }) => model.id)).toEqual(realManifest.models.map(({ id }) => id));
    const { bytes, weights } = realManifest.models[1] ?? {};
    expect(models?.[1]).toMatchObject({ download: bytes, weights, likeness: { ssim: 0.9 } });
    expect(state().report?.version).toBe(1);
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

  it('is looked at beside another one, dropped together or one after the other', async () => {
    const { actions, state, saved } = await page();
    const text = await saved();
    const other = text.replace('Firefox 141', 'Firefox 150');
    await actions.open([file(text), file(other, 'other.json')]);
    expect(state().report?.machine.browser).toBe('Firefox 141');
    expect(state().otherReport?.machine.browser).toBe('Firefox 150');
    actions.closeReport('other');
    expect(state().otherReport).toBeUndefined();
    await actions.open([file(other)]);
    expect(state().otherReport?.machine.browser).toBe('Firefox 150');
    actions.closeReport();
    expect(state()).toMatchObject({ report: undefined, otherReport: undefined });
  });

  it('that is refused is told, and takes the place of none, whatever comes with it', async () => {
    const { actions, state, fault, saved } = await page();
    const text = await saved();
    const [bad, good] = [file('{}', 'bad.json'), file(text, 'good.json')];
    const refused = { code: 'report/not-a-report', name: 'bad.json' };
    await actions.open([bad, good]);
    expect(fault()).toEqual(refused);
    const { report } = state();
    expect(report).toBeDefined();
    await actions.open([bad, bad]);
    expect(fault()).toEqual(refused);
    expect(state().report).toBe(report);
    // The only good one of two comes beside the one that is open.
    await actions.open([good, bad]);
    expect(fault()).toEqual(refused);
    expect(state()).toMatchObject({ report, otherReport: expect.anything() });
    await actions.open([good]);
    expect(fault()).toBeUndefined();
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
    model: expect.stringMatching(/^(Original|Compressed) float16$/),
  });
  expect(actions.report()).toBeUndefined();
});
