import type { CompareActions, CompareStore } from './compare/index.ts';
import type { LiveActions } from './live/index.ts';
import type { Manifest } from '../engine/index.ts';
import {
  type AppFault,
  given,
  type Connecting,
  type PhotosActions,
  type PhotosStore,
  type Settings,
} from './shared/index.ts';
import type { Page, Router } from './route.ts';
import { knownSettings } from './settingsLink.ts';
import type { Saving, StylizeActions } from './stylize/index.ts';

interface Pages {
  readonly router: Router;
  readonly stylize: { readonly actions: Pick<StylizeActions, 'enter' | 'leave' | 'choose'> };
  readonly saving: Pick<Saving, 'store'>;
  readonly live: { readonly actions: Pick<LiveActions, 'enter' | 'leave' | 'choose'> };
  readonly compare: {
    readonly store: CompareStore;
    readonly actions: Pick<CompareActions, 'enter' | 'leave'>;
  };
  readonly connecting: Pick<Connecting, 'store'>;
  readonly photos: {
    readonly store: PhotosStore;
    readonly actions: Pick<PhotosActions, 'notify' | 'dismissNotice'>;
  };
}

/** Lets the page that is shown work and the others rest, and keeps the address true. */
export function followRoute({
  router,
  stylize,
  saving,
  live,
  compare,
  connecting,
  photos,
}: Pages): void {
  const { notify, dismissNotice } = photos.actions;
  let shown: Page | undefined;
  /** A link that waits is forgotten when the visitor goes on. */
  let stopWaiting = () => {};
  const pages: Record<Page, { enter(): void; leave(): void }> = {
    stylize: stylize.actions,
    live: live.actions,
    compare: {
      enter: () => {
        compare.actions.enter(router.store.getState().compare);
        say();
      },
      leave: compare.actions.leave,
    },
  };
  const show = () => {
    const { page, settings, askedBoldness, askedStrength } = router.store.getState();
    const before = shown;
    if (before !== undefined && before !== page) forgetNotice(page);
    shown = page;
    // First, since they share the machine.
    for (const [other, { leave }] of Object.entries(pages)) if (other !== page) leave();
    pages[page].enter();
    const waits = saving.store.getState().waiting;
    if (waits && before === 'stylize' && page !== 'stylize') notify({ code: 'save/left' });
    stopWaiting();
    told = [];
    if (askedBoldness !== undefined) tell({ code: 'link/boldness-clamped', given: askedBoldness });
    if (askedStrength !== undefined) tell({ code: 'link/strength-clamped', given: askedStrength });
    if (page !== 'compare' && settings) follow(page, settings);
  };
  /** What was told of the link that is followed. */
  let told: readonly AppFault[] = [];
  /** There is one notice at a time, so it has to have all that there is to tell of a link. */
  const tell = (fault: AppFault) => {
    told = [...told, fault];
    notify(told.length === 1 ? fault : { code: 'link/several', faults: told });
  };
  /** What was told on another page is over, unless it is about files that this one takes. */
  const forgetNotice = (page: Page) => {
    if (photos.store.getState().notice?.elsewhere?.page !== page) dismissNotice();
  };
  const choose = (page: 'stylize' | 'live', settings: Partial<Settings>) => {
    const { style, mix, network, boldness, strength } = settings;
    // A film has a size of its own, and the colours of the painting.
    const shared = given({ style, mix, network, boldness, strength });
    const isThere = (wanted: object) => Object.keys(wanted).length > 0;
    if (page === 'stylize' && isThere(settings)) stylize.actions.choose(settings);
    if (page === 'live' && isThere(shared)) live.actions.choose(shared);
  };
  /** Take the settings of a link. What names a style or a network waits for the server's list of them. */
  const follow = (page: 'stylize' | 'live', settings: Partial<Settings>) => {
    const take = (wanted: Partial<Settings>, manifest: Manifest) => {
      const { settings: known, faults } = knownSettings(wanted, manifest);
      choose(page, known);
      for (const fault of faults) tell(fault);
      // The visitor changes them from here. A reload must not bring those of the link back.
      router.replace({ page });
    };
    const connection = connecting.store.getState();
    if (connection.status === 'connected') {
      take(settings, connection.manifest);
      return;
    }
    const { style, mix, network, ...atOnce } = settings;
    choose(page, atOnce);
    stopWaiting = connecting.store.subscribe((now) => {
      if (now.status !== 'connected') return;
      stopWaiting();
      take(given({ style, mix, network }), now.manifest);
    });
  };
  const say = () => {
    if (router.store.getState().page !== 'compare') return;
    router.replace({ page: 'compare', compare: compare.store.getState().settings });
  };
  router.store.subscribe(show);
  compare.store.subscribe(({ settings }, before) => {
    if (settings !== before.settings) say();
  });
  show();
}
