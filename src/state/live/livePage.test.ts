import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  EngineProblem,
  type Engines,
  type LoadProgress,
  type Stylizer,
} from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import { createConnecting, createPhotos, type AppFault } from '../shared/index.ts';
import type { MediaAccess } from './camera.ts';
import { createLive, type Live } from './livePage.ts';
import { manifest } from './testing.ts';

const WASM = { id: 'wasm', device: 'Processor', software: false } as const;
const NOT_DOWNLOADED = { code: 'engine/model-not-downloaded', status: 404 } as const;
/** What the page uses of a video element; its first frame is there when the test says so. */
class FakeVideo extends EventTarget {
  readyState = 2;
  videoWidth = 640;
  videoHeight = 480;
  paused = true;
  muted = false;
  duration = 10;
  currentTime = 0;
  error: unknown = null;
  src = '';
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
  arrive() {
    this.readyState = 2;
    this.dispatchEvent(new Event('loadeddata'));
  }
}

class FakeFrame {
  readonly displayWidth = 640;
  readonly displayHeight = 480;
  clone = () => new FakeFrame();
  close() {}
}

let videos: FakeVideo[];
/** Of every camera that was opened, whether it is still on. */
let cameras: { on: boolean }[];
let hidden: boolean;
let hide: () => void;
let connecting: { go(): void } | undefined;
let brokenModel: string | undefined;
let slowVideos: boolean;

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

const stylizer: Stylizer = {
  capabilities: async () => ({ available: [WASM], missing: [], chosen: WASM }),
  async *load(id): AsyncGenerator<LoadProgress> {
    if (id === brokenModel) throw new EngineProblem(NOT_DOWNLOADED);
    yield { stage: 'ready', loaded: 1, total: 1 };
  },
  async *run() {},
  paintFrame: async () => ({ bitmap: { close() {} } as ImageBitmap, executor: WASM, ms: 5 }),
  dispose: async () => {},
};

const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve));
};
const film = (name: string) => new File(['film'], name, { type: 'video/webm' });

function create(slowEngine = false): { live: Live; notice: () => AppFault | undefined } {
  const photos = createPhotos({ pictures: {} as Pictures });
  const engines = { get: async () => stylizer } as unknown as Engines;
  const context = new Proxy({}, { get: () => () => {}, set: () => true });
  const live = createLive({
    photos,
    media,
    calm: false,
    tab: { hidden: () => hidden, onChange: (listener) => (hide = listener) },
    connecting: createConnecting(async () => {
      if (slowEngine) await new Promise<void>((resolve) => (connecting = { go: resolve }));
      return { manifest, engines };
    }),
    createCanvas: () =>
      ({ width: 0, height: 0, getContext: () => context }) as unknown as HTMLCanvasElement,
    createVideo: () => {
      const video = new FakeVideo();
      if (slowVideos) video.readyState = 0;
      videos.push(video);
      return video as unknown as HTMLVideoElement;
    },
  });
  return { live, notice: () => photos.store.getState().notice?.fault };
}

beforeEach(() => {
  [videos, cameras, hidden, slowVideos] = [[], [], false, false];
  [connecting, brokenModel] = [undefined, undefined];
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  vi.stubGlobal('ImageBitmap', Map); // anything that a frame is not
  vi.stubGlobal('VideoFrame', FakeFrame);
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
});
afterEach(() => vi.unstubAllGlobals());

describe('a camera that is starting', () => {
  it.each(['leave', 'stop'] as const)(
    'is released by “%s” while the engine starts',
    async (end) => {
      const { live } = create(true);
      void live.actions.startCamera();
      await settle();
      expect(cameras).toEqual([{ on: true }]);
      live.actions[end]();
      expect(cameras).toEqual([{ on: false }]);
      connecting?.go();
      await settle();
      expect(live.store.getState().stage.status).toBe('empty');
    },
  );

  it('is released when it does not play', async () => {
    const { live } = create();
    slowVideos = true;
    void live.actions.startCamera();
    await settle();
    const [video] = videos as [FakeVideo];
    video.play = () => Promise.reject(new Error('no'));
    video.arrive();
    await settle();
    expect(live.store.getState().stage.status).toBe('failed');
    expect(cameras).toEqual([{ on: false }]);
  });

  it('gives way to another one that is chosen meanwhile', async () => {
    const { live } = create(true);
    void live.actions.startCamera();
    await settle();
    live.actions.choose({ camera: 'second' });
    await settle();
    expect(cameras).toEqual([{ on: false }, { on: true }]);
  });
});

describe('a film', () => {
  it('that was chosen last is the one, however long each takes', async () => {
    const { live } = create();
    slowVideos = true;
    void live.actions.open([film('first.webm')]);
    void live.actions.open([film('second.webm')]);
    await settle();
    videos[1]?.arrive();
    await settle();
    videos[0]?.arrive();
    await settle();
    expect(live.store.getState().stage).toMatchObject({ source: { name: 'second.webm' } });
    expect(videos[0]?.src).toBe('');
  });

  it('does not start on another page', async () => {
    const { live } = create();
    slowVideos = true;
    void live.actions.open([film('late.webm')]);
    live.actions.leave();
    videos[0]?.arrive();
    await settle();
    expect(live.store.getState().stage.status).toBe('empty');
    expect(videos[0]?.paused).toBe(true);
  });

  it('rests with its tab, and goes on where it was playing', async () => {
    const { live } = create();
    await live.actions.open([film('a.webm')]);
    const [video] = videos as [FakeVideo];
    expect(video.paused).toBe(false);
    hidden = true;
    hide();
    expect(video.paused).toBe(true);
    hidden = false;
    hide();
    expect(video.paused).toBe(false);
    live.actions.pause();
    hide();
    expect(video.paused).toBe(true);
    live.actions.stop();
  });

  it('that can’t be opened leaves the camera running', async () => {
    const { live, notice } = create();
    await live.actions.startCamera();
    await live.actions.open([film('a.webm'), film('b.webm')]);
    expect(notice()).toEqual({ code: 'film/many', count: 2 });
    await live.actions.open([]);
    expect(notice()).toEqual({ code: 'film/none' });
    await live.actions.open([new File([''], 'a.png', { type: 'image/png' })]);
    expect(notice()).toEqual({ code: 'film/photo', name: 'a.png' });
    expect(live.store.getState().stage.status).toBe('running');
    expect(cameras).toEqual([{ on: true }]);
    live.actions.stop();
    expect(cameras).toEqual([{ on: false }]);
  });
});

it('a network that can’t be had leaves the one before, and it is that one that is chosen', async () => {
  const { live, notice } = create();
  await live.actions.startCamera();
  await settle();
  brokenModel = 'original-float16';
  live.actions.choose({ network: 'original' });
  await settle();
  expect(notice()).toEqual(NOT_DOWNLOADED);
  expect(live.store.getState().settings.network).toBe('compressed');
  live.actions.choose({ view: 'split' });
  await settle();
  expect(live.store.getState().settings).toMatchObject({ view: 'painting', network: 'compressed' });
  live.actions.stop();
});

it('the mirror stays as it was left', async () => {
  const { live } = create();
  await live.actions.startCamera();
  expect(live.store.getState().mirror).toBe(true);
  live.actions.setMirror(false);
  live.actions.stop();
  await live.actions.startCamera();
  expect(live.store.getState().mirror).toBe(false);
  live.actions.stop();
});
