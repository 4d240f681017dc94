import { createStore, type StoreApi } from 'zustand/vanilla';

/** The part of `navigator.serviceWorker` that is used; absent on addresses that are not secure. */
export type ServiceWorkers = Pick<
  ServiceWorkerContainer,
  'controller' | 'register' | 'addEventListener'
>;

interface UpdatesState {
  /** There is a new version of the page, and it waits until the visitor wants it. */
  readonly ready: boolean;
  /** A part of this version does not arrive. */
  readonly stalled: boolean;
}

export interface Updates {
  readonly store: StoreApi<UpdatesState>;
  /** The server has another version: parts of this one are gone. */
  found(): void;
  /** Whether code that the page needs has stopped to arrive. */
  setStalled(stalled: boolean): void;
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
  const store = createStore<UpdatesState>(() => ({ ready: false, stalled: false }));
  let waiting: ServiceWorker | undefined;
  let registered: ServiceWorkerRegistration | undefined;
  let wanted = false;

  function offer(worker: ServiceWorker) {
    // At the first visit there is nothing to replace.
    if (!workers?.controller) return;
    waiting = worker;
    // The visitor who has asked for it is not asked again.
    if (!wanted) store.setState({ ready: true });
  }

  function watch(registration: ServiceWorkerRegistration) {
    registered = registration;
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

  /** A page that the service worker keeps would come back as it is, so the new one is fetched first. */
  async function takeOver() {
    if (!waiting && workers?.controller && registered) {
      await fetched(registered);
      // It may be here before `watch` has heard of it.
      waiting ??= registered.waiting ?? undefined;
    }
    // Another tab may have let it take over already.
    if (waiting?.state === 'installed') waiting.postMessage('take over');
    else reloadPage();
  }

  return {
    store,
    reload() {
      wanted = true;
      store.setState({ ready: false });
      void takeOver();
    },
    found: () => store.setState({ ready: true }),
    setStalled: (stalled) => store.setState({ stalled }),
    later: () => store.setState({ ready: false }),
  };
}

/** A server that takes longer than this, in milliseconds, is not waited for: the page that is kept comes back. */
const FETCH_MS = 10_000;

/** Have the browser look for a new service worker, and wait until it is here, or is not to be had. */
async function fetched(registration: ServiceWorkerRegistration): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, FETCH_MS);
    const look = () => {
      const { installing } = registration;
      if (!installing) return resolve();
      installing.addEventListener('statechange', () => {
        if (installing.state !== 'installing') resolve();
      });
    };
    registration.update().then(look, look);
  });
}
