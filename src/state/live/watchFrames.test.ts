import { beforeEach, expect, it, vi } from 'vitest';
import { FakeVideo } from './testing/page.ts';
import { watchFrames } from './watchFrames.ts';

type Told = (now: number, metadata: { captureTime?: number }) => void;

let draws: ((now: number) => void)[] = [];
let now = 0;

beforeEach(() => {
  draws = [];
  now = 0;
  vi.stubGlobal('requestAnimationFrame', (draw: (now: number) => void) => draws.push(draw));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

/** The page draws: all that asked for it are called once. */
function draw(time: number) {
  now = time;
  for (const one of draws.splice(0)) one(time);
}

function setUp({ playing = true } = {}) {
  const video = new FakeVideo(true);
  video.paused = !playing;
  const asked: Told[] = [];
  const seen: number[] = [];
  Object.assign(video, { requestVideoFrameCallback: (told: Told) => asked.push(told) });
  const end = watchFrames(video as unknown as HTMLVideoElement, (at) => seen.push(at));
  return { video, asked, seen, end };
}

it('takes each frame that the browser tells of once, and the time when the camera took it', () => {
  const { video, asked, seen } = setUp();
  video.currentTime = 0.04;
  now = 40;
  asked.shift()?.(40, {});
  draw(41);
  video.currentTime = 0.08;
  draw(79); // the browser is about to tell of it
  asked.shift()?.(80, { captureTime: 70 });
  expect(seen).toEqual([40, 70]);
});

it('goes by the clock of a film that plays where the browser says nothing, as Safari did', () => {
  const { video, asked, seen } = setUp();
  video.currentTime = 0.3;
  draw(300);
  expect(seen).toEqual([]);
  video.currentTime = 0.6;
  draw(600);
  draw(616); // the same frame
  video.currentTime = 0.64;
  draw(640);
  expect(seen).toEqual([600, 640]);
  // From when it does tell, it has the word again.
  now = 650;
  asked.shift()?.(650, {});
  video.currentTime = 0.68;
  draw(680);
  expect(seen).toEqual([600, 640, 650]);
});

it('a film with a frame a second is not painted in between', () => {
  const { video, asked, seen } = setUp();
  now = 40;
  asked.shift()?.(40, {});
  for (const time of [500, 1000]) {
    video.currentTime = time / 1000;
    draw(time);
  }
  now = 1040;
  asked.shift()?.(1040, {});
  expect(seen).toEqual([40, 1040]);
});

it('has the page draw while a film plays, without which WebKitGTK tells of no frame, and not else', () => {
  const { video, end } = setUp({ playing: false });
  expect(draws).toHaveLength(0);
  video.paused = false;
  video.dispatchEvent(new Event('play'));
  draw(16);
  expect(draws).toHaveLength(1);
  video.paused = true;
  draw(32);
  expect(draws).toHaveLength(0);
  video.paused = false;
  now = 5000;
  video.dispatchEvent(new Event('play'));
  end();
  draw(5016);
  expect(draws).toHaveLength(0);
});

it('a film that goes on after a pause is not taken for one that the browser says nothing of', () => {
  const { video, seen } = setUp();
  video.paused = true;
  draw(16);
  video.paused = false;
  now = 5000;
  video.dispatchEvent(new Event('play'));
  video.currentTime = 0.02;
  draw(5016);
  expect(seen).toEqual([]);
});
