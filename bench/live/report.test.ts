import { expect, it } from 'vitest';
import type { Round } from './measure.ts';
import { loopCpu, toTable } from './report.ts';
import { readLiveOptions } from './options.ts';

const part = (painted: number, cpuMs: number) => ({ painted, ms: 1000, engineMs: 10, cpuMs });
/** A picture takes 50 ms of processor time and the loop 10 more; the camera takes 100 ms a second. */
const round: Round = {
  live: part(10, 700),
  idle: { ms: 500, cpuMs: 50 },
  single: part(12, 700),
  quiet: part(16, 800),
  ...{ width: 256, height: 144 },
};

it('takes what the camera costs anyway from what a live picture costs', () => {
  expect(loopCpu(round)).toBeCloseTo(60);
  const table = toTable('wasm', [round, round, round]);
  expect(table).toContain('wasm, 256 x 144, 3 rounds');
  expect(table).toContain('| live | 10.0 | 1.0 | 70.0 |');
  expect(table).toContain('by the clock: 0.63 (0.63 to 0.63)');
  expect(table).toContain("without the camera's own: 0.83");
  expect(toTable('wasm', [])).toBe('');
});

it('reads what the command is asked for', () => {
  expect(readLiveOptions(['--live'])).toMatchObject({ executors: ['wasm'], camera: [1280, 720] });
  expect(
    readLiveOptions(['--live', '--executors', 'webgpu,wasm', '--camera', '640x480']),
  ).toMatchObject({
    executors: ['webgpu', 'wasm'],
    camera: [640, 480],
  });
  expect(() => readLiveOptions(['--executors', 'cpu'])).toThrow('There is no executor “cpu”');
  expect(() => readLiveOptions(['--camera', '640'])).toThrow('--camera');
  expect(() => readLiveOptions(['--rounds', '0'])).toThrow('--rounds');
});
