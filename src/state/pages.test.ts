import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_COMPARISON, type CompareState } from './compare/index.ts';
import { followRoute } from './pages.ts';
import { createRouter } from './route.ts';
import { createPhotos, type Connection } from './shared/index.ts';
import type { SavingState } from './stylize/index.ts';
import { fakeManifest, fakePictures, photoFile } from './testing/index.ts';

function app(hash: string) {
  const location = { hash };
  let changed = () => {};
  const router = createRouter({
    location,
    history: { replaceState: (_, __, url) => (location.hash = String(url)) },
    addEventListener: (_, listener) => (changed = listener),
  });
  const store = createStore(() => ({ settings: DEFAULT_COMPARISON }) as CompareState);
  const actions = () => ({ enter: vi.fn(), leave: vi.fn(), choose: vi.fn() });
  const photos = createPhotos({ pictures: fakePictures().pictures });
  const notify = vi.fn(photos.actions.notify);
  const [stylize, live, compare] = [actions(), actions(), actions()];
  const saving = createStore(() => ({ waiting: false }) as SavingState);
  const connection = createStore<Connection>(() => ({ status: 'connecting' }));
  /** The server answers. */
  const connect = () =>
    connection.setState({ status: 'connected', manifest: fakeManifest } as Connection);
  followRoute({
    router,
    connecting: { store: connection },
    stylize: { actions: stylize },
    saving: { store: saving },
    live: { actions: live },
    compare: { store, actions: compare },
    photos: { store: photos.store, actions: { ...photos.actions, notify } },
  });
  const go = (to: string) => {
    location.hash = to;
    changed();
  };
  const notice = () => photos.store.getState().notice;
  return { location, store, saving, stylize, live, compare, notify, notice, go, connect };
}

it('says where something waits to be saved on the page that is left', () => {
  const { saving, notice, go } = app('#/');
  go('#/live');
  expect(notice()).toBeUndefined();
  go('#/');
  saving.setState({ waiting: true });
  go('#/compare');
  expect(notice()?.fault).toEqual({ code: 'save/left' });
  go('#/live');
  expect(notice()).toBeUndefined();
});

it('does not take a visitor back who is on the way to another page', () => {
  const { location, store, go } = app('#/compare');
  location.hash = '#/'; // its event has not come yet
  store.setState({ settings: { ...DEFAULT_COMPARISON, size: 256 } });
  expect(location.hash).toBe('#/');
  go('#/compare');
  store.setState({ settings: { ...DEFAULT_COMPARISON, size: 512 } });
  expect(location.hash).toContain('size=512');
});

describe('the page of the address', () => {
  it('works, and the others rest', () => {
    const { stylize, live, compare, go } = app('#/');
    expect(stylize.enter).toHaveBeenCalledOnce();
    expect(compare.enter).not.toHaveBeenCalled();
    go('#/compare?size=256');
    expect(stylize.leave).toHaveBeenCalledOnce();
    expect(compare.enter).toHaveBeenCalledExactlyOnceWith({
      ...{ left: DEFAULT_COMPARISON.left, right: DEFAULT_COMPARISON.right, view: 'split' },
      ...{ size: 256, sample: undefined },
    });
    go('#/live');
    expect(compare.leave).toHaveBeenCalledTimes(2);
    expect(live.enter).toHaveBeenCalledOnce();
    go('#/');
    expect(live.leave).toHaveBeenCalledTimes(3);
    expect(stylize.enter).toHaveBeenCalledTimes(2);
  });

  it('says what is compared, as it changes, and only there', () => {
    const { location, store, go } = app('#/compare');
    expect(location.hash).toMatch(/^#\/compare\?left=original-float16&.*size=512/);
    store.setState({ settings: { ...DEFAULT_COMPARISON, size: 768 } });
    expect(location.hash).toMatch(/size=768/);
    go('#/');
    store.setState({ settings: { ...DEFAULT_COMPARISON, size: 1024 } });
    expect(location.hash).toBe('#/');
    go('#/compare');
    expect(location.hash).toMatch(/size=1024/);
  });

  it('takes the boldness and the strength of a link, and says when it was out of range', () => {
    const { stylize, live, compare, notify, go } = app('#/?boldness=0.3');
    expect(stylize.choose).toHaveBeenCalledExactlyOnceWith({ boldness: 0.3 });
    expect(notify).not.toHaveBeenCalled();
    go('#/live?boldness=7');
    expect(live.choose).toHaveBeenCalledExactlyOnceWith({ boldness: 1 });
    expect(notify).toHaveBeenLastCalledWith({ code: 'link/boldness-clamped', given: 7 });
    go('#/?strength=-1&boldness=0.5');
    expect(stylize.choose).toHaveBeenLastCalledWith({ boldness: 0.5, strength: 0 });
    expect(notify).toHaveBeenLastCalledWith({ code: 'link/strength-clamped', given: -1 });
    go('#/compare?boldness=-1');
    expect(compare.enter).toHaveBeenLastCalledWith(expect.objectContaining({ boldness: 0 }));
    expect(notify).toHaveBeenLastCalledWith({ code: 'link/boldness-clamped', given: -1 });
  });

  it('takes the style and the network of a link once it is known what the server has', () => {
    const { location, stylize, notify, connect, go } = app(
      '#/?style=night&network=original&strength=0.5&size=768&colours=photo',
    );
    expect(stylize.choose).toHaveBeenCalledExactlyOnceWith({
      ...{ strength: 0.5, size: 768, keepColours: true },
    });
    connect();
    expect(stylize.choose).toHaveBeenLastCalledWith({
      style: 'night',
      mix: [],
      network: 'original',
    });
    expect(location.hash).toBe('#/'); // a reload does not bring the link back
    go('#/?style=wave:70,night:30&boldness=1');
    expect(stylize.choose).toHaveBeenLastCalledWith({
      boldness: 1,
      style: 'wave',
      mix: [
        { style: 'wave', percent: 70 },
        { style: 'night', percent: 30 },
      ],
    });
    expect(stylize.choose).toHaveBeenCalledTimes(3);
    expect(notify).not.toHaveBeenCalled();
  });

  it('goes on with the present style where that of a link is gone, and says so', () => {
    const { stylize, notify, connect, go } = app('#/?style=haystacks');
    connect();
    expect(stylize.choose).not.toHaveBeenCalled();
    const gone = { code: 'link/style-gone', style: 'haystacks', othersStay: false };
    expect(notify).toHaveBeenCalledExactlyOnceWith(gone);
    go('#/?style=haystacks:50,wave:30,night:20&network=huge&boldness=0.1');
    expect(stylize.choose).toHaveBeenCalledExactlyOnceWith({
      boldness: 0.1,
      style: 'wave',
      mix: [
        { style: 'wave', percent: 60 },
        { style: 'night', percent: 40 },
      ],
    });
    const faults = [
      { ...gone, othersStay: true },
      { code: 'link/network-gone', network: 'huge' },
    ];
    expect(notify).toHaveBeenLastCalledWith({ code: 'link/several', faults });
  });

  it('says all that is wrong with a link, also what it knows later', () => {
    const { notify, connect, go } = app('#/?boldness=5&strength=-2&style=haystacks');
    const outOfRange = [
      { code: 'link/boldness-clamped', given: 5 },
      { code: 'link/strength-clamped', given: -2 },
    ];
    expect(notify).toHaveBeenLastCalledWith({ code: 'link/several', faults: outOfRange });
    connect();
    const gone = { code: 'link/style-gone', style: 'haystacks', othersStay: false };
    expect(notify).toHaveBeenLastCalledWith({
      code: 'link/several',
      faults: [...outOfRange, gone],
    });
    // The next link is told of by itself.
    go('#/?boldness=7');
    expect(notify).toHaveBeenLastCalledWith({ code: 'link/boldness-clamped', given: 7 });
  });

  it('gives Live what it shares, which is not the size', () => {
    const { live, connect, go } = app('#/');
    connect();
    go('#/live?style=night&size=768&colours=photo');
    expect(live.choose).toHaveBeenCalledExactlyOnceWith({ style: 'night', mix: [] });
    go('#/live?size=768');
    expect(live.choose).toHaveBeenCalledOnce();
  });

  it('forgets a link that waits when the visitor goes on', () => {
    const { stylize, connect, go } = app('#/?style=night');
    go('#/compare');
    connect();
    expect(stylize.choose).not.toHaveBeenCalled();
  });
});

describe('a notice of another page', () => {
  it('leaves when the visitor goes on', () => {
    const { notify, notice, go } = app('#/');
    notify({ code: 'link/without-own-style' });
    go('#/?boldness=0.3');
    expect(notice()).toBeDefined(); // still on the same page
    go('#/compare');
    expect(notice()).toBeUndefined();
  });

  it('stays where it is about what the visitor leaves, or about files for the page', () => {
    const { live, notify, notice, go } = app('#/live');
    live.leave.mockImplementationOnce(() => notify({ code: 'recording/left' }));
    go('#/');
    expect(notice()?.fault.code).toBe('recording/left');
    const film = photoFile('a.mov');
    notify({ code: 'picture/other-kind', name: 'a.mov', kind: 'film' }, [film]);
    go('#/live');
    expect(notice()?.elsewhere?.files).toEqual([film]);
    go('#/compare');
    expect(notice()).toBeUndefined();
  });
});
