import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { EXECUTOR_CHOICES } from '../engine/index.ts';
import { DEFAULT_COMPARISON, VIEWS, type CompareAddress } from './compare/index.ts';
import { given, SAMPLES, SIZES } from './shared/index.ts';

export type Page = 'stylize' | 'live' | 'compare';

/** What an address names. */
export interface Route {
  readonly page: Page;
  /** Of a Compare page's address that says more than the page. */
  readonly compare?: CompareAddress | undefined;
  /** The boldness that the address of Stylize or Live asks for, 0..1. */
  readonly boldness?: number | undefined;
  /** The strength that the address of Stylize or Live asks for, 0..1. */
  readonly strength?: number | undefined;
  /** What an address said for the boldness, where that is out of range: the nearest one is taken. */
  readonly askedBoldness?: number | undefined;
  /** The same of the strength. */
  readonly askedStrength?: number | undefined;
}

/** Ids are shown, and addresses come from strangers. */
const id = v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/));
const executor = v.fallback(v.picklist(['auto', ...EXECUTOR_CHOICES]), 'auto');
const { left, right, view } = DEFAULT_COMPARISON;

const number = v.pipe(v.string(), v.regex(/^-?\d{1,9}(\.\d{1,9})?$/), v.transform(Number));
/** Rounded, so that it is written as it can be read: 1e-7 could not. */
const inRange = (given: number) => Math.round(1e4 * Math.min(1, Math.max(0, given))) / 1e4;
const isOut = (given: number) => given < 0 || given > 1;
const side = v.pipe(v.picklist(SIZES.map(String)), v.transform(Number));

/**
 * The query of a Compare page's address. What it does not understand becomes the default, and of what all pages share
 * it is left out.
 */
const querySchema = v.object({
  left: v.fallback(id, left.model),
  leftOn: executor,
  right: v.fallback(id, right.model),
  rightOn: executor,
  style: v.fallback(v.optional(id), undefined),
  boldness: v.fallback(v.optional(number), undefined),
  size: v.fallback(v.optional(side), undefined),
  view: v.fallback(v.picklist(VIEWS), view),
  sample: v.fallback(v.optional(v.picklist(SAMPLES.map((sample) => sample.id))), undefined),
});

/** Read `location.hash`. Never throws: what it does not understand becomes the default. */
export function parseRoute(hash: string): Route {
  const [path, query] = hash.split('?', 2);
  const asked = new URLSearchParams(query);
  if (path !== '#/compare') {
    return { page: path === '#/live' ? 'live' : 'stylize', ...lookOf(asked) };
  }
  if (!query) return { page: 'compare' };
  // Of a name that is there twice, the first counts.
  const values = Object.keys(querySchema.entries).map((name) => [name, asked.get(name)]);
  const read = v.parse(querySchema, Object.fromEntries(values));
  const { style, boldness, size, view, sample } = read;
  return {
    page: 'compare',
    ...(boldness !== undefined && isOut(boldness) && { askedBoldness: boldness }),
    compare: {
      left: { model: read.left, executor: read.leftOn },
      right: { model: read.right, executor: read.rightOn },
      ...given({ style, boldness: boldness === undefined ? boldness : inRange(boldness), size }),
      view,
      sample,
    },
  };
}

/** What the query of Stylize or Live says: a boldness and a strength, and nothing else. */
function lookOf(query: URLSearchParams): Partial<Route> {
  const boldness = shareOf(query, 'boldness');
  const strength = shareOf(query, 'strength');
  return given({
    boldness: boldness && inRange(boldness.asked),
    askedBoldness: boldness?.out,
    strength: strength && inRange(strength.asked),
    askedStrength: strength?.out,
  });
}

/** @returns a number of a query, and once more where it is not within 0..1 */
function shareOf(query: URLSearchParams, name: string) {
  const { success, output: asked } = v.safeParse(number, query.get(name));
  if (!success) return undefined;
  return { asked, out: isOut(asked) ? asked : undefined };
}

/**
 * The `location.hash` of a route. `parseRoute` gives a comparison back; boldness and strength of the other pages are
 * read from links, and not written.
 */
export function formatRoute({ page, compare }: Route): string {
  if (page === 'stylize') return '#/';
  if (page === 'live') return '#/live';
  if (!compare) return '#/compare';
  const { left, right, style, boldness, size, view, sample } = {
    ...DEFAULT_COMPARISON,
    ...compare,
  };
  const query = new URLSearchParams({ left: left.model, leftOn: left.executor });
  query.set('right', right.model);
  query.set('rightOn', right.executor);
  if (style) query.set('style', style);
  query.set('boldness', String(boldness));
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
