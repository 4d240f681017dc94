import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { EXECUTOR_CHOICES } from '../engine/index.ts';
import { DEFAULT_COMPARISON, VIEWS, type CompareAddress } from './compare/index.ts';
import {
  formatSettings,
  formatStyles,
  idSchema,
  inRange,
  isOut,
  type LinkedSettings,
  numberSchema,
  parseSettings,
  sideSchema,
  stylesIn,
} from './settingsLink.ts';
import { given, SAMPLES } from './shared/index.ts';

export type Page = 'stylize' | 'live' | 'compare';

/** What an address names. */
export interface Route extends LinkedSettings {
  readonly page: Page;
  /** Of a Compare page's address that says more than the page. */
  readonly compare?: CompareAddress | undefined;
}

const executor = v.fallback(v.picklist(['auto', ...EXECUTOR_CHOICES]), 'auto');
const { left, right, view } = DEFAULT_COMPARISON;

const optionalNumber = v.fallback(v.optional(numberSchema), undefined);
const optionalSide = v.fallback(v.optional(sideSchema), undefined);

/**
 * The query of a Compare page's address. What it does not understand becomes the default, and of what all pages share
 * it is left out.
 */
const querySchema = v.object({
  left: v.fallback(idSchema, left.model),
  leftOn: executor,
  right: v.fallback(idSchema, right.model),
  rightOn: executor,
  boldness: optionalNumber,
  leftBoldness: optionalNumber,
  rightBoldness: optionalNumber,
  size: optionalSide,
  leftSize: optionalSide,
  rightSize: optionalSide,
  view: v.fallback(v.picklist(VIEWS), view),
  sample: v.fallback(v.optional(v.picklist(SAMPLES.map((sample) => sample.id))), undefined),
});

/** Read `location.hash`. Never throws: what it does not understand becomes the default. */
export function parseRoute(hash: string): Route {
  const [path, query] = hash.split('?', 2);
  const asked = new URLSearchParams(query);
  if (path !== '#/compare') {
    return { page: path === '#/live' ? 'live' : 'stylize', ...parseSettings(asked) };
  }
  if (!query) return { page: 'compare' };
  // Of a name that is there twice, the first counts.
  const values = Object.keys(querySchema.entries).map((name) => [name, asked.get(name)]);
  const read = v.parse(querySchema, Object.fromEntries(values));
  const { boldness, leftBoldness, rightBoldness, size, view, sample } = read;
  const out = [boldness, leftBoldness, rightBoldness].find((of) => of !== undefined && isOut(of));
  const clamped = (of: number | undefined) => (of === undefined ? of : inRange(of));
  return {
    page: 'compare',
    ...(out !== undefined && { askedBoldness: out }),
    compare: {
      left: {
        ...{ model: read.left, executor: read.leftOn },
        ...given({ boldness: clamped(leftBoldness), size: read.leftSize }),
      },
      right: {
        ...{ model: read.right, executor: read.rightOn },
        ...given({ boldness: clamped(rightBoldness), size: read.rightSize }),
      },
      ...stylesIn(asked),
      ...given({ boldness: clamped(boldness), size }),
      view,
      sample,
    },
  };
}

/** The `location.hash` of a route, which `parseRoute` gives back. */
export function formatRoute({ page, settings, compare }: Route): string {
  if (page !== 'compare') {
    const path = page === 'live' ? '#/live' : '#/';
    return settings ? `${path}?${formatSettings(settings)}` : path;
  }
  if (!compare) return '#/compare';
  const { left, right, boldness, size, view, sample, ...styles } = {
    ...DEFAULT_COMPARISON,
    ...compare,
  };
  const values = {
    ...{
      left: left.model,
      leftOn: left.executor,
      leftBoldness: left.boldness,
      leftSize: left.size,
    },
    ...{ right: right.model, rightOn: right.executor },
    ...{ rightBoldness: right.boldness, rightSize: right.size },
    // Of no style the address says nothing: it becomes the default one.
    ...{ style: formatStyles(styles) || undefined, boldness, size, view, sample },
  };
  const query = Object.entries(given(values)).map(
    // A colon and a comma stay as they are, since people read addresses.
    ([name, value]) =>
      `${name}=${encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2C', ',')}`,
  );
  return `#/compare?${query.join('&')}`;
}

/** The parts of a window that have the address. */
interface Address {
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
  let known = address.location.hash;
  address.addEventListener('hashchange', () => {
    known = address.location.hash;
    store.setState(parseRoute(known), true);
  });
  return {
    store,
    replace(route) {
      // The visitor is on the way to another page, which the event is about to tell.
      if (address.location.hash !== known) return;
      const hash = formatRoute(route);
      if (hash !== known) address.history.replaceState(null, '', hash);
      known = address.location.hash;
    },
  };
}
