import type { CompareActions, CompareStore } from './compare/state.ts';
import type { Router } from './route.ts';
import type { StylizeActions } from './stylize.ts';

interface Pages {
  readonly router: Router;
  readonly stylize: { readonly actions: Pick<StylizeActions, 'enter' | 'leave'> };
  readonly compare: {
    readonly store: CompareStore;
    readonly actions: Pick<CompareActions, 'enter' | 'leave'>;
  };
}

/** Lets the page that is shown work and the others rest, and keeps the address true. */
export function followRoute({ router, stylize, compare }: Pages): void {
  const show = () => {
    const { page, compare: address } = router.store.getState();
    if (page === 'compare') {
      stylize.actions.leave();
      compare.actions.enter(address);
      say();
    } else {
      compare.actions.leave();
      stylize.actions.enter();
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
