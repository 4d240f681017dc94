import { describe, expect, it } from 'vitest';
import { lastResult } from '../shared/index.ts';
import { FakeEngine, fakeManifest, idle } from '../testing/index.ts';
import { connectedPage } from './testing/page.ts';

describe('choices', () => {
  it('are painted, keep the last painting meanwhile, and drop the job before', async () => {
    const { paintPhoto, actions, begun, stage, engine } = await connectedPage();
    await paintPhoto();
    actions.choose({ style: 'night' });
    await begun(2);
    actions.choose({ network: 'original' });
    const { job } = await begun(3);
    expect(engine.jobs[1]?.signal?.aborted).toBe(true);
    expect(stage().status).toBe('running');
    expect(lastResult(stage())?.style).toBe('wave');
    expect(job).toMatchObject({ model: 'original-float16', style: [0, 1] });
  });

  it('that were painted before are shown at once', async () => {
    const { paintPhoto, actions, begun, stage } = await connectedPage();
    await paintPhoto();
    const first = lastResult(stage());
    actions.choose({ style: 'night' });
    await begun(2);
    actions.choose({ style: 'wave' });
    expect(lastResult(stage())).toBe(first);
    expect(stage().status).toBe('done');
  });

  it('of a size that is larger than the photo are the same painting', async () => {
    const { paintPhoto, actions, stage, engine } = await connectedPage();
    await paintPhoto(); // 80 x 40 pixels
    const first = lastResult(stage());
    actions.choose({ size: 1024 });
    await idle();
    expect(engine.jobs).toHaveLength(1);
    expect(lastResult(stage())).toBe(first);
    expect(stage().status).toBe('done');
  });

  it('last to the next visit, as far as the server still has them', async () => {
    const { actions } = await connectedPage();
    actions.choose({ style: 'night', network: 'original', boldness: 0.8, size: 768 });
    const next = await connectedPage({ returns: true });
    expect(next.store.getState().settings).toMatchObject({
      style: 'night',
      network: 'original',
      boldness: 0.8,
      size: 768,
    });
    const [wave] = fakeManifest.styles;
    const smaller = new FakeEngine({ ...fakeManifest, styles: wave ? [wave] : [] });
    const later = await connectedPage({ returns: true, engine: smaller });
    expect(later.store.getState().settings.style).toBe('wave');
  });
});

it('cancel goes back to the photo and the last painting', async () => {
  const { paintPhoto, actions, begun, stage } = await connectedPage();
  await paintPhoto();
  actions.choose({ style: 'night' });
  await begun(2);
  actions.cancel();
  await idle();
  expect(stage().status).toBe('cancelled');
  expect(lastResult(stage())?.style).toBe('wave');
});

describe('while another page is shown', () => {
  it('what is chosen there is painted as soon as one comes back', async () => {
    const { paintPhoto, actions, choices, begun, store, engine } = await connectedPage();
    await paintPhoto();
    actions.leave();
    choices.choose({ style: 'night', network: 'original' });
    await idle();
    expect(engine.jobs).toHaveLength(1);
    actions.enter();
    const { job } = await begun(2);
    expect(job).toMatchObject({ model: 'original-float16', style: [0, 1] });
    expect(store.getState().settings).toMatchObject({ style: 'night', network: 'original' });
  });

  it('nothing is painted; the new photo is, as soon as one comes back', async () => {
    const { actions, openPhoto, engine, stage, reached } = await connectedPage();
    actions.leave();
    await openPhoto();
    await idle();
    expect(engine.jobs).toHaveLength(0);
    expect(stage().status).toBe('idle');
    actions.enter();
    await reached('running');
  });

  it('a job waits, and starts over when one comes back', async () => {
    const { actions, openPhoto, begun, engine } = await connectedPage();
    await openPhoto();
    const first = await begun();
    actions.leave();
    expect(first.signal?.aborted).toBe(true);
    actions.enter();
    await begun(2);
    expect(engine.jobs).toHaveLength(2);
  });

  it('a cancelled painting stays cancelled', async () => {
    const { actions, openPhoto, begun, engine } = await connectedPage();
    await openPhoto();
    await begun();
    actions.cancel();
    actions.leave();
    actions.enter();
    await idle();
    expect(engine.jobs).toHaveLength(1);
  });
});
