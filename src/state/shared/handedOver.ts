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
  browser.launchQueue?.setConsumer(({ files }) => {
    // An app that is opened without a file is launched, too.
    if (files.length > 0) void bring(() => Promise.all(files.map((file) => file.getFile())));
  });
  const { location, history } = browser;
  const search = new URLSearchParams(location.search);
  if (!search.has(MARK)) return;
  search.delete(MARK); // a reload does not ask for them again
  const rest = search.size > 0 ? `?${search}` : '';
  history.replaceState(null, '', `${location.pathname}${rest}${location.hash}`);
  void bring(() => sharedFiles(browser));
}

/** @returns what was shared, which is there no more afterwards */
async function sharedFiles({ caches }: Browser): Promise<File[]> {
  if (!caches) return [];
  const cache = await caches.open(SHARED);
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    const name = decodeURIComponent(response.headers.get('x-name') ?? '');
    const blob = await response.blob();
    files.push(new File([blob], name, { type: blob.type }));
  }
  await caches.delete(SHARED);
  return files;
}
