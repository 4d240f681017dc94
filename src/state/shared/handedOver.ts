import type { AppFault } from './problems.ts';

/** The service worker (src/offline/worker.ts) puts what is shared with the installed app here. */
const SHARED = 'brushlite-shared';
/** ... and then opens the page with this in its address. */
const MARK = 'shared';

/** The part of the browser's window that is used. */
interface Browser {
  readonly location: Pick<Location, 'search' | 'hash' | 'pathname'>;
  readonly history: Pick<History, 'replaceState'>;
  /** Missing at an address that is not secure; its getter throws where storage is refused. */
  readonly caches?: Pick<CacheStorage, 'open' | 'delete'>;
  /** What was opened last, so that a reload does not open it again: Chromium hands it over once more. */
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly performance: Pick<Performance, 'getEntriesByType'>;
  /** Chromium's, in an installed app. */
  readonly launchQueue?: {
    setConsumer(
      take: (launch: { readonly files: readonly { getFile(): Promise<File> }[] }) => void,
    ): void;
  };
}

/**
 * Take the files that the system hands to the installed app: those that are shared with it, and those that are opened
 * with it, now and as long as the page is there.
 */
export function takeHandedOver(
  browser: Browser,
  take: (files: File[]) => void,
  notify: (fault: AppFault) => void,
): void {
  const bring = async (files: () => Promise<File[]>) => {
    const brought = await files().catch(() => []);
    if (brought.length > 0) take(brought);
    else notify({ code: 'photo/not-handed-over' });
  };
  let isFirst = true;
  browser.launchQueue?.setConsumer(({ files }) => {
    // An app that is opened without a file is launched, too.
    if (files.length === 0) return;
    const again = isFirst && isReload(browser);
    isFirst = false;
    void (async () => {
      const opened = await Promise.all(files.map((file) => file.getFile())).catch(() => []);
      const key = opened.map((file) => `${file.name}/${file.size}/${file.lastModified}`).join();
      if (again && key === remembered(browser)) return;
      remember(browser, key);
      await bring(async () => opened);
    })();
  });
  const { location, history } = browser;
  const search = new URLSearchParams(location.search);
  if (!search.has(MARK)) return;
  search.delete(MARK); // a reload does not ask for them again
  const rest = search.size > 0 ? `?${search}` : '';
  history.replaceState(null, '', `${location.pathname}${rest}${location.hash}`);
  void bring(() => sharedFiles(browser));
}

const KEY = 'brushlite-launch';

function isReload({ performance }: Browser): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload';
}

/** Storage may be refused: then a reload opens the file again. */
function remembered({ sessionStorage }: Browser): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember({ sessionStorage }: Browser, key: string) {
  try {
    sessionStorage.setItem(KEY, key);
  } catch {
    // as above
  }
}

/** @returns what was shared, which is there no more afterwards */
async function sharedFiles({ caches }: Browser): Promise<File[]> {
  if (!caches) return [];
  const cache = await caches.open(SHARED);
  const files: File[] = [];
  try {
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      if (!response) continue;
      const name = decodeURIComponent(response.headers.get('x-name') ?? '');
      const blob = await response.blob();
      files.push(new File([blob], name, { type: blob.type }));
    }
  } finally {
    await caches.delete(SHARED);
  }
  return files;
}
