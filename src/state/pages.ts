import type { CompareActions, CompareStore } from './compare/index.ts';
import type { LiveActions } from './live/index.ts';
import { given, type AppFault } from './shared/index.ts';
import type { Page, Router } from './route.ts';
import type { StylizeActions } from './stylize/index.ts';

interface Pages {
  readonly router: Router;
  readonly stylize: { readonly actions: Pick<StylizeActions, 'enter' | 'leave' | 'choose'> };
  readonly live: { readonly actions: Pick<LiveActions, 'enter' | 'leave' | 'choose'> };
  readonly compare: {
    readonly store: CompareStore;
    readonly actions: Pick<CompareActions, 'enter' | 'leave'>;
  };
  readonly notify: (fault: AppFault) => void;
}

/** Lets the page that is shown work and the others rest, and keeps the address true. */
export function followRoute({ router, stylize, live, compare, notify }: Pages): void {
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
    const { page, boldness, strength, askedBoldness, askedStrength } = router.store.getState();
    // First, since they share the machine.
    for (const [other, { leave }] of Object.entries(pages)) if (other !== page) leave();
    pages[page].enter();
    const look = given({ boldness, strength });
    if (Object.keys(look).length > 0) {
      if (page === 'stylize') stylize.actions.choose(look);
      if (page === 'live') live.actions.choose(look);
    }
    if (askedBoldness !== undefined) {
      notify({ code: 'link/boldness-clamped', given: askedBoldness });
    }
    if (askedStrength !== undefined) {
      notify({ code: 'link/strength-clamped', given: askedStrength });
    }
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
