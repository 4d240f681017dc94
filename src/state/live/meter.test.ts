import { expect, it } from 'vitest';
import { FrameMeter } from './meter.ts';

const frame = (at: number, inference: Record<string, number> = { a: 30 }, late = 50) => ({
  at,
  capturedAt: at - late,
  took: 40,
  inference,
  width: 256,
  height: 192,
});

it('knows nothing before the first frame, and no rate before the second', () => {
  const meter = new FrameMeter();
  expect(meter.read()).toBeUndefined();
  meter.show(frame(0));
  expect(meter.read()).toMatchObject({ rate: undefined, shown: 1, latency: 50 });
});

it('tells the rate of the last two seconds, medians, and counts from the start', () => {
  const meter = new FrameMeter();
  for (let at = 0; at < 3000; at += 100) meter.show(frame(at, { a: 20 }, 500)); // 10 a second
  for (let at = 3000; at <= 6000; at += 50) meter.show(frame(at, { a: 30, b: 10 })); // 20 a second
  meter.drop();
  meter.drop();
  const read = meter.read();
  expect(read?.rate).toBeCloseTo(20, 5);
  expect(read).toMatchObject({
    inference: { a: 30, b: 10 },
    painting: 40,
    latency: 50,
    dropped: 2,
    shown: 30 + 61,
    width: 256,
    height: 192,
  });
});

it('tells how many frames the camera gives, painted or not', () => {
  const meter = new FrameMeter();
  for (let at = 0; at <= 3000; at += 100) meter.arrive(at);
  meter.show(frame(0));
  meter.show(frame(1000));
  expect(meter.read()).toMatchObject({ arriving: 10, rate: 1 });
  meter.restart();
  expect(meter.read()?.arriving).toBeUndefined();
});

it('still tells the rate where frames take longer than two seconds', () => {
  const meter = new FrameMeter();
  for (let at = 0; at <= 20_000; at += 2500) meter.show(frame(at));
  expect(meter.read()?.rate).toBeCloseTo(0.4, 5);
});

it('does not count a pause as a slow frame', () => {
  const meter = new FrameMeter();
  meter.show(frame(0));
  meter.show(frame(100));
  meter.restart();
  expect(meter.read()).toMatchObject({ rate: undefined, shown: 2 });
  meter.show(frame(60_000));
  expect(meter.read()).toMatchObject({ rate: undefined, shown: 3 });
  meter.show(frame(60_100));
  expect(meter.read()).toMatchObject({ rate: 10, shown: 4 });
});
