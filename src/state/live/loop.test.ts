import { expect, it, vi } from 'vitest';
import { idle } from '../testing/index.ts';
import { runLoop } from './loop.ts';
import type { Frame } from './source.ts';

function setUp(missing = () => false) {
  let arrive = () => {};
  let newest = 0;
  const painted: number[] = [];
  const done: (() => void)[] = [];
  const onDropped = vi.fn();
  const onFail = vi.fn();
  const closed: number[] = [];
  const loop = runLoop({
    source: {
      onFrame: (listener) => (arrive = listener),
      grab: async () => {
        if (missing()) throw new DOMException('no frame', 'InvalidStateError');
        const id = newest;
        return {
          image: { close: () => closed.push(id) } as unknown as ImageBitmap,
          capturedAt: id,
        };
      },
    },
    paint: ({ capturedAt, image }: Frame) => {
      painted.push(capturedAt);
      return new Promise((resolve) =>
        done.push(() => {
          image.close();
          resolve();
        }),
      );
    },
    onDropped,
    onFail,
  });
  return {
    onFail,
    loop,
    painted,
    closed,
    onDropped,
    frame: async (id: number) => {
      newest = id;
      arrive();
      await idle();
    },
    finish: async () => {
      done.shift()?.();
      await idle();
    },
  };
}

it('paints one at a time, then the newest; what lay in between is dropped and counted', async () => {
  const { frame, finish, painted, onDropped } = setUp();
  await frame(1);
  await frame(2);
  await frame(3);
  await frame(4);
  expect(painted).toEqual([1]);
  await finish();
  expect(painted).toEqual([1, 4]);
  expect(onDropped).toHaveBeenCalledTimes(2);
  await finish();
  expect(painted).toEqual([1, 4]); // nothing new
  await frame(5);
  expect(painted).toEqual([1, 4, 5]);
  expect(onDropped).toHaveBeenCalledTimes(2);
});

it('rests while it is paused, and goes on with the present frame', async () => {
  const { loop, frame, finish, painted, onDropped } = setUp();
  await frame(1);
  loop.pause();
  await finish();
  await frame(2);
  await frame(3);
  expect(painted).toEqual([1]);
  loop.resume();
  await idle();
  expect(painted).toEqual([1, 3]);
  expect(onDropped).not.toHaveBeenCalled();
});

it('paints a still again when it is asked to', async () => {
  const { loop, frame, finish, painted } = setUp();
  await frame(1);
  await finish();
  loop.again();
  await idle();
  expect(painted).toEqual([1, 1]);
});

it('stops for good, and every frame is closed', async () => {
  const { loop, frame, finish, painted, closed } = setUp();
  await frame(1);
  await frame(2);
  loop.stop();
  await finish();
  await frame(3);
  loop.resume();
  expect(painted).toEqual([1]);
  expect(closed).toEqual([1]);
});

it('tells once that no frame can be had, and not for one that is missing', async () => {
  let missing = true;
  const { frame, onFail, painted } = setUp(() => missing);
  for (let id = 1; id <= 4; id++) await frame(id);
  missing = false;
  await frame(5);
  expect(painted).toEqual([5]);
  expect(onFail).not.toHaveBeenCalled();
  const never = setUp(() => true);
  for (let id = 1; id <= 20; id++) await never.frame(id);
  expect(never.onFail).toHaveBeenCalledOnce();
});
