import { expect, it } from 'vitest';
import type { AvailableExecutor, Capabilities } from '../../engine/index.ts';
import { WASM } from '../testing/index.ts';
import { autoSize } from './settings.ts';

const on = (chosen: AvailableExecutor): Capabilities => ({
  available: [chosen],
  missing: [],
  chosen,
});

it('the automatic size is the figure that the executor tells, whichever it is', () => {
  expect(autoSize(on(WASM))).toBe(512);
  expect(autoSize(on({ ...WASM, id: 'tfjs-wasm' }))).toBe(512);
  const firstSizes = { picture: 1024, frame: 256 };
  expect(autoSize(on({ ...WASM, id: 'webgpu', firstSizes }))).toBe(1024);
});

it('the automatic size is 512 before the executor is known', () => {
  expect(autoSize(undefined)).toBe(512);
});
