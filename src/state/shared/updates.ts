import { createStore, type StoreApi } from 'zustand/vanilla';

/** The part of `navigator.serviceWorker` that is used; absent on addresses that are not secure. */
export type ServiceWorkers = Pick<
  ServiceWorkerContainer,
  'controller' | 'register' | 'addEventListener'
>;

export interface Updates {
  /** `ready`: a new version of the page is here, and waits until the visitor wants it. */
  readonly store: StoreApi<{ readonly ready: boolean }>;
  /** Have the new version take over, and reload the page with it. */
  reload(): void;
  /** Go on with this version. The new one comes with the next visit. */
  later(): void;
}

interface UpdatesOptions {
  /** Undefined: the browser has none, and nothing is kept. */
  readonly workers: ServiceWorkers | undefined;
  /** Nothing is fetched for later before this has ended. */
  readonly after: Promise<unknown>;
  /** Address of the service worker's script. */
  readonly script: string;
  readonly reloadPage: () => void;
}

/** Keeps the page for use without a network, and tells when a new version of it has arrived. */
export function createUpdates({ workers, after, script, reloadPage }: UpdatesOptions): Updates {
  const store = createStore<{ readonly ready: boolean }>(() => ({ ready: false }));
  let waiting: ServiceWorker | undefined;
  let wanted = false;

  function offer(worker: ServiceWorker) {
    // At the first visit there is nothing to replace.
    if (!workers?.controller) return;
    waiting = worker;
    store.setState({ ready: true });
  }

  function watch(registration: ServiceWorkerRegistration) {
    if (registration.waiting) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing?.addEventListener('statechange', () => {
        if (installing.state === 'installed') offer(installing);
      });
    });
  }

  workers?.addEventListener('controllerchange', () => {
    if (wanted) reloadPage();
  });
  // Some browsers and settings refuse; then the page needs the network, as before.
  void after
    .catch(() => undefined)
    .then(() => workers?.register(script))
    .then(
      (registration) => registration && watch(registration),
      () => undefined,
    );

  return {
    store,
    reload() {
      wanted = true;
      store.setState({ ready: false });
      // Another tab may have let it take over already.
      if (waiting?.state === 'installed') waiting.postMessage('take over');
      else reloadPage();
    },
    later: () => store.setState({ ready: false }),
  };
}
