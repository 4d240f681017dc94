import { describe, expect, it, vi } from 'vitest';
import { decodeRowsFile } from '../../../engine/index.ts';
import { idle, until } from '../../testing/index.ts';
import { PRINT, studioPage } from '../testing/studio.ts';

describe('an own style', () => {
  async function learned() {
    const all = await studioPage();
    const learner = await all.begin();
    learner.step(0);
    learner.finish();
    await all.ended();
    return { ...all, learner, id: all.styles()[0]!.id };
  }

  it('is renamed; a name that is taken gets a number', async () => {
    const { actions, id, styles } = await learned();
    actions.rename(id, '  Horse ');
    expect(styles()[0]?.name).toBe('Horse');
    actions.rename(id, 'wave');
    expect(styles()[0]?.name).toBe('wave 2');
    actions.rename(id, ' ');
    expect(styles()[0]?.name).toBe('wave 2');
  });

  it('is saved as a file, and a file brings it back', async () => {
    const { actions, id, styles, page, store } = await learned();
    const file = await actions.save(id);
    expect(file?.name).toBe('Blue Horse.brushlite');
    const bytes = new Uint8Array(await file!.blob.arrayBuffer());
    const decoded = await decodeRowsFile(bytes);
    expect(decoded).toMatchObject({ name: 'Blue Horse', network: 'compressed', steps: 120 });
    const dropped = new File([bytes], 'Blue Horse.brushlite');
    await actions.take([dropped]);
    expect(styles()).toHaveLength(1); // it is there already
    actions.remove(id);
    expect(page.store.getState().settings.style).toBe('wave');
    await actions.take([dropped]);
    expect(store.getState().removed).toBeUndefined(); // its file is as good
    expect(styles()).toMatchObject([{ name: 'Blue Horse', learned: [{ steps: 120 }] }]);
    expect(page.store.getState().settings.style).toBe(styles()[0]?.id);
    // Its painting is not in the file: it is asked for, to learn more.
    await actions.learnMore(styles()[0]!.id);
    expect(store.getState().again).toBe(styles()[0]!.id);
  });

  it('is kept and not chosen where the visitor went on while its file was read', async () => {
    const { actions, id, styles, page, store } = await learned();
    const { blob, name } = (await actions.save(id))!;
    actions.remove(id);
    page.actions.choose({ style: 'wave' });
    const taking = actions.take([new File([blob], name)]);
    actions.close();
    await taking;
    expect(styles()).toMatchObject([{ name: 'Blue Horse' }]);
    expect(store.getState().open).toBe(false);
    expect(page.store.getState().settings.style).toBe('wave');
  });

  it('says why it can not be saved', async () => {
    const { actions, id, styles, page } = await learned();
    vi.spyOn(styles()[0]!.thumbnail!, 'arrayBuffer').mockRejectedValue(new Error('gone'));
    expect(await actions.save(id)).toBeUndefined();
    expect(page.photos.store.getState().notice?.fault.code).toBeDefined();
  });

  it('of a damaged file or of another version of the network is refused, and nothing is lost', async () => {
    const { actions, id, styles, store } = await learned();
    const bytes = new Uint8Array(await (await actions.save(id))!.blob.arrayBuffer());
    const cut = new File([bytes.subarray(0, bytes.length - 1)], 'a.brushlite');
    await actions.take([cut]);
    expect(store.getState().fault?.code).toBe('engine/rows-file-damaged');
    const overwritten = new File([bytes.slice().fill(0, 0, 8)], 'A.Brushlite');
    await actions.take([overwritten]);
    expect(store.getState().fault?.code).toBe('engine/rows-file-unknown');
    const text = new TextDecoder('latin1').decode(bytes).replace(PRINT, 'b'.repeat(64));
    const other = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    await actions.take([new File([other], 'b.brushlite')]);
    expect(store.getState().fault).toEqual({
      ...{ code: 'own/file-of-other-version', style: 'Blue Horse' },
    });
    expect(styles()).toHaveLength(1);
  });

  it('says that it was not learned for another network, and is learned for that when asked', async () => {
    const { actions, id, page, styles, goingOn, learner, store } = await learned();
    await page.openPhoto();
    page.actions.choose({ network: 'original' });
    await page.reached('failed');
    expect(page.stage()).toMatchObject({ fault: { code: 'own/other-network', id } });
    void actions.learnMore(id);
    const next = await goingOn(learner);
    expect(next.request).toMatchObject({ model: 'original-float16', from: undefined });
    next.finish();
    await until(() => store.getState().learning.status === 'done');
    await page.reached('done');
    expect(styles()[0]?.learned.map(({ network }) => network)).toEqual(['compressed', 'original']);
  });

  it('that is removed can be put back, as it was and chosen as it was', async () => {
    const { actions, id, styles, page, store, kept } = await learned();
    const [style] = styles();
    const mix = [
      { style: id, percent: 60 },
      { style: 'wave', percent: 40 },
    ];
    page.actions.choose({ style: id, mix });
    actions.remove(id);
    expect(styles()).toEqual([]);
    expect(store.getState().removed?.own).toBe(style);
    actions.putBack();
    expect(styles()).toEqual([style]);
    expect(kept.get(id)).toBe(style);
    expect(page.store.getState().settings).toMatchObject({ style: id, mix });
    expect(store.getState().removed).toBeUndefined();
  });

  it('that was not chosen when it was removed is not chosen when it is put back', async () => {
    const { actions, id, styles, page, store } = await learned();
    page.actions.choose({ style: 'wave' });
    actions.remove(id);
    actions.putBack();
    expect(styles()).toHaveLength(1);
    expect(page.store.getState().settings.style).toBe('wave');
    actions.remove(id);
    actions.letGo();
    expect(store.getState().removed).toBeUndefined();
    actions.putBack();
    expect(styles()).toEqual([]);
  });

  it('that is removed while it is learned is gone for good', async () => {
    const { begin, actions, styles, kept, view } = await studioPage();
    const learner = await begin();
    learner.step(0);
    actions.remove(styles()[0]!.id);
    learner.finish();
    await idle();
    expect(styles()).toEqual([]);
    expect(kept.size).toBe(0);
    expect(view()).toBe('choose');
  });
});
