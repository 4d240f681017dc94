import { describe, expect, it } from 'vitest';
import { lastResult, stylesOf } from '../shared/index.ts';
import { FakeEngine, fakeManifest, idle } from '../testing/index.ts';
import { connectedPage } from './testing/page.ts';

const mixed = (wave: number, night: number) =>
  stylesOf([
    { style: 'wave', percent: wave },
    { style: 'night', percent: night },
  ]);

describe('a mix', () => {
  it('is painted in one pass, with both styles’ rows', async () => {
    const { paintPhoto, actions, begun, reached, stage } = await connectedPage();
    await paintPhoto();
    actions.choose(mixed(25, 75));
    const { job, finish } = await begun(2);
    expect(job.style).toEqual([0.25, 0.75]);
    finish();
    await reached('done');
    expect(lastResult(stage())).toMatchObject(mixed(25, 75));
  });

  it('of other shares is another painting, and one that was painted before is shown at once', async () => {
    const { paintPhoto, actions, begun, reached, engine, stage } = await connectedPage();
    await paintPhoto();
    actions.choose(mixed(25, 75));
    (await begun(2)).finish();
    await reached('done');
    const first = lastResult(stage());
    actions.choose(mixed(75, 25));
    (await begun(3)).finish();
    await reached('done');
    actions.choose(mixed(25, 75));
    await idle();
    expect(engine.jobs).toHaveLength(3);
    expect(lastResult(stage())).toBe(first);
  });

  it('names the file', async () => {
    const { actions, paintPhoto, saving } = await connectedPage();
    actions.choose(mixed(25, 75));
    await paintPhoto('sea.jpg');
    expect((await saving.actions.save())?.name).toBe('sea-night-75-wave-25.png');
  });

  it('lasts to the next visit; what the server then lacks drops out', async () => {
    const { actions } = await connectedPage();
    actions.choose(mixed(25, 75));
    const next = await connectedPage({ returns: true });
    expect(next.store.getState().settings).toMatchObject(mixed(25, 75));
    const styles = fakeManifest.styles.slice(0, 1);
    const engine = new FakeEngine({ ...fakeManifest, styles });
    const later = await connectedPage({ returns: true, engine });
    expect(later.store.getState().settings).toMatchObject({ style: 'wave', mix: [] });
  });

  it('ends when a page that knows no mix chooses a style', async () => {
    const { actions, choices, store } = await connectedPage();
    actions.choose(mixed(25, 75));
    actions.leave();
    choices.choose({ style: 'night' });
    actions.enter();
    expect(store.getState().settings).toMatchObject({ style: 'night', mix: [] });
  });
});
