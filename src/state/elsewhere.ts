/**
 * What goes on while another page is shown: the queue of photos, and a film that is painted to a file. The page that is
 * shown goes first, and says when one of them has ended.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { CompareState } from './compare/index.ts';
import type { LiveState } from './live/index.ts';
import type { Page } from './route.ts';
import type { PhotosActions } from './shared/index.ts';
import { countsOf, type QueueActions, type QueueState } from './stylize/index.ts';

type Watched<T> = Pick<StoreApi<T>, 'getState' | 'subscribe'>;

interface Parts {
  readonly router: { readonly store: Watched<{ readonly page: Page }> };
  readonly queue: {
    readonly store: Watched<QueueState>;
    readonly actions: Pick<QueueActions, 'giveWay'>;
  };
  readonly live: { readonly store: Watched<LiveState> };
  readonly compare: { readonly store: Watched<CompareState> };
  readonly notify: PhotosActions['notify'];
}

/** Let the queue work whenever the page that is shown needs the machine for nothing. */
export function workElsewhere({ router, queue, live, compare, notify }: Parts): void {
  const page = () => router.store.getState().page;
  const update = () => {
    const needs = {
      stylize: () => false, // the queue sees to that page itself
      live: () => needsMachine(live.store.getState()),
      compare: () => isBusy(compare.store.getState()),
    };
    queue.actions.giveWay(needs[page()]());
  };
  for (const store of [router.store, live.store, compare.store]) store.subscribe(update);
  update();

  queue.store.subscribe((state, before) => {
    const ended = before.status === 'running' && state.status === 'idle';
    if (!ended || page() === 'stylize') return;
    const { done, failed } = countsOf(state);
    notify({ code: 'queue/ended', painted: done, failed });
  });
  live.store.subscribe(({ exporting }, { exporting: before }) => {
    if (page() === 'live' || before.status !== 'running' || exporting === before) return;
    const { name } = before.progress;
    if (exporting.status === 'done') notify({ code: 'film/painted', name });
    if (exporting.status === 'failed') notify({ code: 'film/not-painted', name });
  });
}

/** @returns whether Live paints. A film that is paused needs nothing. */
const needsMachine = ({ stage, film, snapshot }: LiveState): boolean =>
  stage.status === 'starting' ||
  (stage.status === 'running' && !film?.paused) ||
  snapshot.status === 'running';

/** @returns whether Compare paints or measures. What is measured beside other work would be wrong. */
function isBusy({ sides, benchmark, engines, rows, ladder }: CompareState): boolean {
  const ladders =
    ladder?.status === 'open' ? [ladder.benchmark, ...ladder.rows.map((row) => row.picture)] : [];
  const tasks = [
    ...[sides.left, sides.right, benchmark, engines],
    ...[...rows.map((row) => row.state), ...ladders],
  ];
  return tasks.some(({ status }) => status === 'running');
}
