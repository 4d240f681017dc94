import { createStore, type StoreApi } from 'zustand/vanilla';
import { EXECUTOR_CHOICES } from '../engine/index.ts';
import {
  DEFAULT_COMPARISON,
  VIEWS,
  type CompareSettings,
  type SideChoice,
} from './compare/index.ts';
import { SAMPLES, SIZES } from './shared/index.ts';

export type Page = 'stylize' | 'live' | 'compare';

/** What an address names. */
export interface Route {
  readonly page: Page;
  /** Of a Compare page's address that says more than the page. */
  readonly compare?: CompareSettings | undefined;
}

/** Ids are shown, and addresses come from strangers. */
const ID = /^[\w.-]{1,64}$/;

/** Read `location.hash`. Never throws: what it does not understand becomes the default. */
export function parseRoute(hash: string): Route {
  const [path, query] = hash.split('?', 2);
  if (path === '#/live') return { page: 'live' };
  if (path !== '#/compare') return { page: 'stylize' };
  if (!query) return { page: 'compare' };
  const given = new URLSearchParams(query);
  const { left, right, style, size, view } = DEFAULT_COMPARISON;
  const id = (name: string) => ID.exec(given.get(name) ?? '')?.[0];
  const side = (name: string, otherwise: SideChoice): SideChoice => ({
    model: id(name) ?? otherwise.model,
    executor: EXECUTOR_CHOICES.find((known) => known === given.get(`${name}On`)) ?? 'auto',
  });
  return {
    page: 'compare',
    compare: {
      left: side('left', left),
      right: side('right', right),
      style: id('style') ?? style,
      size: SIZES.find((known) => String(known) === given.get('size')) ?? size,
      view: VIEWS.find((known) => known === given.get('view')) ?? view,
      sample: SAMPLES.find((known) => known.id === given.get('sample'))?.id,
    },
  };
}

/** The `location.hash` of a route; `parseRoute` gives the route back. */
export function formatRoute({ page, compare }: Route): string {
  if (page === 'stylize') return '#/';
  if (page === 'live') return '#/live';
  if (!compare) return '#/compare';
  const { left, right, style, size, view, sample } = compare;
  const query = new URLSearchParams({ left: left.model, leftOn: left.executor });
  query.set('right', right.model);
  query.set('rightOn', right.executor);
  if (style) query.set('style', style);
  query.set('size', String(size));
  query.set('view', view);
  if (sample) query.set('sample', sample);
  return `#/compare?${query}`;
}

/** The parts of a window that have the address. */
export interface Address {
  readonly location: Pick<Location, 'hash'>;
  readonly history: Pick<History, 'replaceState'>;
  addEventListener(type: 'hashchange', listener: () => void): void;
}

export interface Router {
  /** Where the visitor went last. What `replace` says is not in it. */
  readonly store: StoreApi<Route>;
  /** Say in the address what the page shows now, without a step in the history. */
  replace(route: Route): void;
}

/** The page's address, as a store. */
export function createRouter(address: Address): Router {
  const store = createStore<Route>(() => parseRoute(address.location.hash));
  address.addEventListener('hashchange', () =>
    store.setState(parseRoute(address.location.hash), true),
  );
  return {
    store,
    replace(route) {
      const hash = formatRoute(route);
      if (hash !== address.location.hash) address.history.replaceState(null, '', hash);
    },
  };
}
