/** The Live page with a fake engine, fake cameras and fake video elements, for its tests. */
import { vi } from 'vitest';
import type { Manifest } from '../../../engine/index.ts';
import { createChoices, createConnecting, createPhotos } from '../../shared/index.ts';
import { deferred, FakeEngine, fakePictures, stubStorage } from '../../testing/index.ts';
import type { MediaAccess } from '../camera.ts';
import { createLive } from '../livePage.ts';
import type { RecordingStore } from '../recordingStore.ts';

/** What the page uses of a video element. */
export class FakeVideo extends EventTarget {
  readyState: number;
  videoWidth = 640;
  videoHeight = 480;
  paused = true;
  muted = false;
  duration = 10;
  currentTime = 0;
  error: unknown = null;
  src = '';

  constructor(ready: boolean) {
    super();
    this.readyState = ready ? 2 : 0;
  }
  play() {
    this.paused = false;
    return Promise.resolve();
  }
  pause() {
    this.paused = true;
  }
  load() {}
  removeAttribute() {
    this.src = '';
  }
  requestVideoFrameCallback() {}
  /** The first frame is there. */
  arrive() {
    this.readyState = 2;
    this.dispatchEvent(new Event('loadeddata'));
  }
  /** The browser can't play it. */
  break() {
    this.error = new Error('no');
    this.dispatchEvent(new Event('error'));
  }
}

class FakeFrame {
  readonly displayWidth = 640;
  readonly displayHeight = 480;
  clone = () => new FakeFrame();
  close() {}
}

/** A camera that is granted whenever it is asked for. */
function fakeCameras() {
  /** Of every camera that was opened, whether it is still on. */
  const cameras: { on: boolean }[] = [];
  const media: MediaAccess = {
    getUserMedia: async () => {
      const camera = { on: true };
      cameras.push(camera);
      const track = {
        label: 'Front',
        getSettings: () => ({ deviceId: 'front', facingMode: 'user' }),
        addEventListener: () => {},
        stop: () => (camera.on = false),
      };
      return { getVideoTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream;
    },
    enumerateDevices: async () => [],
    addEventListener: () => {},
  };
  return { cameras, media };
}

interface Options {
  /** The server answers when the test says so. */
  readonly slowServer?: boolean;
  /** The first frame of a video is there when the test says so. */
  readonly slowVideos?: boolean;
  /** What the server has. */
  readonly manifest?: Manifest;
  /** By default one that keeps nothing, and says that it does. */
  readonly recordingStore?: RecordingStore;
}

export function livePage(options: Options = {}) {
  const { slowServer = false, slowVideos = false, manifest, recordingStore } = options;
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.stubGlobal('ImageBitmap', Map); // anything that a frame is not
  vi.stubGlobal('VideoFrame', FakeFrame);
  vi.stubGlobal('createImageBitmap', async () => new FakeFrame()); // in Node no VideoFrame can be sent
  vi.stubGlobal('requestAnimationFrame', () => 0); // the browser tells of each frame
  stubStorage();
  const engine = new FakeEngine(manifest);
  const { cameras, media } = fakeCameras();
  const videos: FakeVideo[] = [];
  const answer = deferred();
  if (!slowServer) answer.resolve();
  const { pictures } = fakePictures();
  const photos = createPhotos({ pictures });
  const context = new Proxy({}, { get: () => () => {}, set: () => true });
  let hidden = false;
  let changed = () => {};
  const choices = createChoices();
  const { store, actions } = createLive({
    pictures,
    photos,
    choices,
    media,
    withheld: () => false,
    wakeLocks: undefined,
    calm: false,
    recordingStore: recordingStore ?? {
      claim: () => () => {},
      add: async () => true,
      recall: async () => {},
      forget: async () => {},
    },
    tab: { hidden: () => hidden, onChange: (listener) => (changed = listener) },
    connecting: createConnecting(() => answer.promise.then(engine.connect)),
    createCanvas: () =>
      ({ width: 0, height: 0, getContext: () => context }) as unknown as HTMLCanvasElement,
    createVideo: () => {
      const video = new FakeVideo(!slowVideos);
      videos.push(video);
      return video as unknown as HTMLVideoElement;
    },
  });
  return {
    ...{ engine, cameras, videos, choices, store, actions, answer: answer.resolve },
    state: () => store.getState(),
    notify: photos.actions.notify,
    notice: () => photos.store.getState().notice,
    fault: () => photos.store.getState().notice?.fault,
    /** Hide the tab or show it. */
    setHidden(value: boolean) {
      hidden = value;
      changed();
    },
  };
}
