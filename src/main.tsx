/** Composition root: makes the engines and the stores, mounts the ui. The only file that knows all three. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  createEngines,
  createLearner,
  exportModel,
  EXECUTOR_CHOICES,
  fetchManifest,
  type Engines,
  type Manifest,
} from './engine/index.ts';
import { missingFeatures, readsTrue, trustOwnScripts } from './browser/index.ts';
import { onNewVersion, onStalledDownload, watchPolicy } from './loading/index.ts';
import { createPictures } from './picture/index.ts';
import {
  areStyleFiles,
  askBeforeClosing,
  createChoices,
  cameraWithheld,
  createCompare,
  createConnecting,
  createLanguage,
  createLazyStudio,
  createLive,
  createOwnStyleKeeper,
  createOwnStyles,
  createPhotoKeeper,
  createPhotos,
  createQueue,
  hasKeptQueue,
  createRecordingStore,
  createResultKeeper,
  createRouter,
  createSaving,
  createShortcuts,
  createStylePreviews,
  createStylize,
  createTabRecords,
  createUpdates,
  describeMachine,
  filePicker,
  followRoute,
  workElsewhere,
  formatRoute,
  isAtRisk,
  isBeingSaved,
  isFilmAtRisk,
  isLoadedAgain,
  ownPhotoReturns,
  takeHandedOver,
  timedDraw,
  watchFront,
  watchTab,
  type AppFault,
  type Elsewhere,
  type Precision,
} from './state/index.ts';
import { App, preloadPages } from './ui/App.tsx';
import { nameOf, speak } from './ui/words/index.ts';

// Before the first worker.
trustOwnScripts(document.baseURI);
watchPolicy();

const MODELS = new URL('models/', document.baseURI).href;
/** ?lang=en|zh; and for those who measure, ?executor=wasm|tfjs-wasm|webgl|webgpu and ?precision=float32|float16|uint8. */
const asked = new URLSearchParams(location.search);
const PRECISIONS: readonly Precision[] = ['float32', 'float16', 'uint8'];
const executor = EXECUTOR_CHOICES.find((id) => id === asked.get('executor'));
const precision = PRECISIONS.find((name) => name === asked.get('precision'));

const language = createLanguage({
  wanted: navigator.languages,
  asked: asked.get('lang'),
  speak,
  notify: (fault) => notify(fault),
});

let opened: Promise<{ manifest: Manifest; engines: Engines }> | undefined;
/** All pages share the engines. A server that was away is asked again. */
function open(onStalled: () => void) {
  opened ??= fetchManifest(MODELS, onStalled).then(
    (manifest) => ({ manifest, engines: createEngines({ manifest, base: MODELS, executor }) }),
    (error: unknown) => {
      opened = undefined;
      throw error;
    },
  );
  return opened;
}

const pictures = createPictures();
const records = createTabRecords(window);
const photos = createPhotos({ pictures, nameOf, keeper: createPhotoKeeper(records) });
const choices = createChoices();
const ownStyles = createOwnStyles(createOwnStyleKeeper());
const connecting = createConnecting(open, ownStyles);
const router = createRouter(window);
const tab = watchTab(document);
const stylize = createStylize({
  pictures,
  photos,
  choices,
  precision,
  executor,
  connecting,
  keeper: createResultKeeper(records),
});
const previews = createStylePreviews({ stylize, pictures });
const { notify } = photos.actions;
const saving = createSaving({
  stylize,
  pictures,
  device: navigator,
  notify,
  link: {
    // Without what is only for those who measure: ?executor=… and ?precision=…
    to: (settings) =>
      new URL(formatRoute({ page: 'stylize', settings }), new URL('./', document.baseURI)).href,
    show: (settings) => router.replace({ page: 'stylize', settings }),
  },
});
const queue = createQueue({
  ...{ pictures, photos, stylize, saving, pickFile: filePicker(window) },
  // Its storage and its locks are lacking at an address that is not secure.
  storage: ({ createQueueStorage }) => createQueueStorage(navigator),
  front: watchFront(window),
});
askBeforeClosing(queue.store, isAtRisk, window);
askBeforeClosing(saving.store, isBeingSaved, window);
const returns = ownPhotoReturns(photos.store, window);
const studio = createLazyStudio({
  ...{ pictures, photos, ownStyles, stylize },
  createLearner: (manifest) => createLearner({ manifest, base: MODELS, executor }),
  isOffline: () => !navigator.onLine,
});
const compare = createCompare({
  pictures,
  photos,
  choices,
  connecting,
  base: MODELS,
  exportModel,
  createEngines: (manifest) => createEngines({ manifest, base: MODELS, executor }),
  draw: timedDraw(),
  tab,
  machine: describeMachine(navigator),
  ownPhotoReturns: returns,
  isLoadedAgain: isLoadedAgain(window),
});
const live = createLive({
  pictures,
  photos,
  choices,
  connecting,
  media: navigator.mediaDevices,
  withheld: () => cameraWithheld(document, window !== window.top),
  wakeLocks: navigator.wakeLock,
  tab,
  calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
  createCanvas: () => document.createElement('canvas'),
  createVideo: () => document.createElement('video'),
  recordingStore: createRecordingStore(navigator),
});
askBeforeClosing(live.store, isFilmAtRisk, window);
// A link that names a sample shows that one.
const wantsPhoto = returns || !router.store.getState().compare?.sample;
const restored = wantsPhoto ? photos.actions.restore() : Promise.resolve();
/** Show the page that takes files, and open them there. */
const openOn = ({ page, files }: Elsewhere) => {
  const open = {
    stylize: () => {
      // A style belongs to a network of the server's list.
      if (areStyleFiles(files)) void connecting.connect().then(() => studio.actions.take(files));
      else void queue.actions.open(files);
    },
    live: () => void live.actions.open(files),
    compare: () => void compare.actions.openReports(files),
  }[page];
  if (router.store.getState().page === page) {
    open();
    return;
  }
  // Once the page is shown: `followRoute` listened before.
  window.addEventListener('hashchange', open, { once: true });
  location.hash = formatRoute({ page });
};
const takeFiles = (files: readonly File[]) => openOn({ page: 'stylize', files });
// After the earlier photo, in whose place they come.
void restored.then(() => takeHandedOver(window, takeFiles, notify));
followRoute({ router, stylize, saving, live, compare, connecting, photos });
workElsewhere({ router, queue, live, compare, notify });
void connecting.connect();
// Only a build has the script. Once the engine is there, so that what is kept for later does not delay it.
const updates = createUpdates({
  workers: import.meta.env.PROD ? navigator.serviceWorker : undefined,
  after: connecting.connect(),
  script: new URL('sw.js', document.baseURI).href,
  reloadPage: () => location.reload(),
});
onNewVersion(updates.found);
onStalledDownload(updates.setStalled);

// After the engine, which a visitor needs first.
void connecting.connect().then(preloadPages);
// A queue that is known to be kept comes with the photo, or the settings would move down for it later.
const beforeQueue = hasKeptQueue() ? undefined : Promise.all([restored, connecting.connect()]);
void Promise.resolve(beforeQueue).then(() => queue.actions.restore(restored));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
await language.begin();
// Of what is chosen from now on. A language that did not arrive is asked for again by a reload.
language.store.subscribe(({ language: chosen }) => {
  if (!asked.has('lang')) return;
  asked.set('lang', chosen); // so that a reload keeps the choice
  history.replaceState(null, '', `?${asked}${location.hash}`);
});
createRoot(root).render(
  <StrictMode>
    <App
      photos={photos}
      stylize={stylize}
      previews={previews}
      saving={saving}
      queue={queue}
      ownStyles={ownStyles}
      studio={studio}
      live={live}
      compare={compare}
      router={router}
      language={language}
      updates={updates}
      shortcuts={createShortcuts()}
      openOn={openOn}
      models={MODELS}
    />
  </StrictMode>,
);

const features = missingFeatures();
if (features.length > 0) notify({ code: 'browser/lacks', features });
// Pixels are read in workers, and browsers offer to allow that only when the page itself has tried to.
const offerCanvas = (fault: AppFault | undefined) => {
  if (fault?.code !== 'browser/canvas-scrambled') return;
  const context = document.createElement('canvas').getContext('2d');
  if (context) readsTrue(context);
};
photos.store.subscribe(({ notice }) => offerCanvas(notice?.fault));
live.store.subscribe(({ stage }) => stage.status === 'failed' && offerCanvas(stage.problem));
