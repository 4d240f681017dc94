/**
 * The service worker: keeps the page's own code, so that the page opens without a network. The build
 * (scripts/vite-offline.ts) makes sw.js of it and writes the list of files in.
 *
 * One build is one cache, and a page is served from one cache only, so that no page is mixed of two builds. A new
 * build is fetched in the background, and takes over when the visitor asks for it or all pages are closed. Answers are
 * kept with their headers: without those for isolation, WebAssembly would paint on one thread.
 *
 * Networks are not kept here: engine/weights/download.ts keeps those that were used.
 */
declare const self: ServiceWorkerGlobalScope;

interface Build {
  readonly version: string;
  /** Paths from the page's folder. */
  readonly files: readonly string[];
}

const { version, files } = JSON.parse('__BRUSHLITE_BUILD__') as Build;
const PREFIX = 'brushlite-page-';
const CACHE = `${PREFIX}${version}`;

const scope = self.registration.scope;
const addressOf = (file: string) => new URL(file, scope).href;
const PAGE = addressOf('index.html');
const MANIFEST = addressOf('models/manifest.json');
const kept = new Set(files.map(addressOf));
/** Where the system sends what is shared with the installed app (manifest.webmanifest). No server has it. */
const SHARE = addressOf('share');
/** Read by state/shared/handedOver.ts, which empties it. */
const SHARED = 'brushlite-shared';
/** What is not kept from the start, but once it was used: parts of the code that few need, and pictures. */
const KEPT_ON_USE = ['assets/', 'samples/', 'example/', 'models/styles/'].map(addressOf);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(removeOthers()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = request.url.replace(/[?#].*$/, '');
  if (request.method === 'POST' && address === SHARE && isFromSystem(request)) {
    event.respondWith(takeShared(request));
  }
  if (request.method !== 'GET' || !address.startsWith(scope)) return;
  if (request.mode === 'navigate') {
    if (address === scope || address === PAGE) event.respondWith(keptOrFetched(PAGE, request));
  } else if (address === MANIFEST) {
    event.respondWith(newestManifest(request));
  } else if (kept.has(address)) {
    event.respondWith(keptOrFetched(address, request));
  } else if (KEPT_ON_USE.some((start) => address.startsWith(start))) {
    event.respondWith(keptOrFetched(address, request, true));
  }
});

/** Keep all files of this build; where one does not arrive, the browser tries again at the next visit. */
async function install() {
  const cache = await caches.open(CACHE);
  // The names of assets have a hash of their content. The others may be old in the browser's own cache.
  const requests = files.map(
    (file) =>
      new Request(addressOf(file), {
        cache: file.startsWith('assets/') ? 'default' : 'no-cache',
        priority: 'low', // the page may be fetching a network
      }),
  );
  await cache.addAll(requests);
}

async function removeOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function keptOrFetched(address: string, request: Request, keep = false): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(address);
  if (known) return known;
  const response = await fetch(request);
  // A full disk is no reason to do without the answer.
  if (keep && isFile(response)) void cache.put(address, response.clone()).catch(() => undefined);
  return response;
}

/** A server that has not answered by then is no longer waited for, if the list is kept. */
const ANSWER_MS = 5_000;

/**
 * The list of networks changes without the code, so the server is asked first. Where it is silent, or answers with
 * something else, such as the page of a hotel's network, the list that is kept is the answer.
 */
async function newestManifest(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = await cache.match(MANIFEST);
  if (!known) return keepManifest(cache, await fetch(request));
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_MS);
  const response = await fetch(request, { signal: stop.signal }).catch(() => undefined);
  clearTimeout(timer);
  return response && isFile(response) ? keepManifest(cache, response) : known;
}

/** Whether it is what was asked for: some servers and networks answer with a page of their own where a file is missing. */
const isFile = ({ ok, headers }: Response) => ok && !headers.get('content-type')?.includes('html');

/** @returns the response, which is kept if it is a list */
function keepManifest(cache: Cache, response: Response): Response {
  // A full disk is no reason to do without the answer.
  if (isFile(response)) void cache.put(MANIFEST, response.clone()).catch(() => undefined);
  return response;
}

/** Pictures that are shared at once. The queue takes no more. */
const MOST_SHARED = 200;

/** The system sends no address of its own. A form on another site, which must not fill the queue, has one. */
const isFromSystem = ({ referrer }: Request) => referrer === '' || referrer.startsWith(scope);

/** Put the files that are shared aside, and open the page, which takes them. A lack of room is told there. */
async function takeShared(request: Request): Promise<Response> {
  try {
    await caches.delete(SHARED);
    const cache = await caches.open(SHARED);
    const photos = (await request.formData()).getAll('photos').slice(0, MOST_SHARED);
    for (const [at, photo] of photos.entries()) {
      if (typeof photo === 'string') continue;
      const headers = { 'content-type': photo.type, 'x-name': encodeURIComponent(photo.name) };
      await cache.put(addressOf(`share/${at}`), new Response(photo, { headers }));
    }
  } catch {
    await caches.delete(SHARED).catch(() => false);
  }
  return Response.redirect(`${scope}?shared`, 303);
}
