import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { CompareState } from './compare/index.ts';
import { workElsewhere } from './elsewhere.ts';
import type { LiveState } from './live/index.ts';
import type { Page } from './route.ts';
import type { QueuedPhoto, QueueState } from './stylize/index.ts';

const idle = { status: 'idle' } as const;
const running = { status: 'running' } as const;

function app() {
  const router = { store: createStore(() => ({ page: 'stylize' as Page })) };
  const queue = {
    store: createStore(() => ({ status: 'idle', photos: [] as readonly QueuedPhoto[] })),
    actions: { giveWay: vi.fn<(on: boolean) => void>() },
  };
  const live = {
    store: createStore(() => ({ stage: { status: 'empty' }, snapshot: idle, exporting: idle })),
  };
  const compare = {
    store: createStore(() => ({
      ...{ sides: { left: idle, right: idle }, benchmark: idle, engines: idle, rows: [] },
    })),
  };
  const notify = vi.fn();
  workElsewhere({ router, queue, live, compare, notify } as unknown as Parameters<
    typeof workElsewhere
  >[0]);
  return {
    show: (page: Page) => router.store.setState({ page }),
    setQueue: (state: Partial<QueueState>) => queue.store.setState(state as object),
    setLive: (state: Partial<Record<keyof LiveState, unknown>>) =>
      live.store.setState(state as object),
    setCompare: (state: Partial<Record<keyof CompareState, unknown>>) =>
      compare.store.setState(state as object),
    /** Whether the queue was told last to give way. */
    givesWay: () => queue.actions.giveWay.mock.lastCall?.[0],
    notify,
  };
}

describe('the queue', () => {
  it.each<[what: string, state: Parameters<ReturnType<typeof app>['setCompare']>[0]]>([
    ['a side is painted', { sides: { left: idle, right: running } }],
    ['both sides are measured', { benchmark: running }],
    ['all executors are measured', { engines: running }],
    ['all models paint', { rows: [{ state: idle }, { state: running }] }],
    [
      'a network of the ladder paints',
      { ladder: { status: 'open', benchmark: idle, rows: [{ picture: running }] } },
    ],
    ['the ladder is measured', { ladder: { status: 'open', benchmark: running, rows: [] } }],
  ])('gives way on Compare while %s, and goes on afterwards', (_, state) => {
    const { show, setCompare, givesWay } = app();
    setCompare(state);
    expect(givesWay()).toBe(false); // that page is not shown
    show('compare');
    expect(givesWay()).toBe(true);
    const opening = { status: 'opening' };
    setCompare({ sides: { left: idle, right: idle }, benchmark: idle, engines: idle, rows: [] });
    setCompare({ ladder: opening });
    expect(givesWay()).toBe(false);
  });

  it('gives way on Live while a camera or a film is painted, and goes on where it is stopped', () => {
    const { show, setLive, givesWay } = app();
    show('live');
    expect(givesWay()).toBe(false);
    for (const status of ['starting', 'running']) {
      setLive({ stage: { status } });
      expect(givesWay()).toBe(true);
    }
    setLive({ film: { paused: true } });
    expect(givesWay()).toBe(false);
    setLive({ film: { paused: false } });
    expect(givesWay()).toBe(true);
    setLive({ stage: { status: 'stopped' }, film: undefined });
    expect(givesWay()).toBe(false);
    setLive({ snapshot: running });
    expect(givesWay()).toBe(true);
    show('stylize');
    expect(givesWay()).toBe(false);
  });

  it('that ends while another page is shown is told there', () => {
    const { show, setQueue, notify } = app();
    const photos = ['done', 'done', 'failed'].map((status) => ({ state: { status } }));
    const end = () => {
      setQueue({ status: 'running' });
      setQueue({ status: 'idle', photos: photos as unknown as readonly QueuedPhoto[] });
    };
    end();
    expect(notify).not.toHaveBeenCalled();
    show('compare');
    end();
    expect(notify).toHaveBeenCalledExactlyOnceWith({ code: 'queue/ended', painted: 2, failed: 1 });
  });
});

describe('a film that is painted to a file', () => {
  const begun = { status: 'running', progress: { name: 'sea.mp4', done: 0.5 } };

  it.each([
    ['done', 'film/painted'],
    ['failed', 'film/not-painted'],
  ])('and %s while another page is shown is told there', (status, code) => {
    const { show, setLive, notify } = app();
    show('live');
    setLive({ exporting: begun });
    setLive({ exporting: { status } });
    expect(notify).not.toHaveBeenCalled();
    show('stylize');
    setLive({ exporting: begun });
    setLive({ exporting: { ...begun } });
    setLive({ exporting: { status } });
    expect(notify).toHaveBeenCalledExactlyOnceWith({ code, name: 'sea.mp4' });
  });
});
