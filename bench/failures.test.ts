import { expect, it, vi } from 'vitest';
import { Stop } from '../scripts/prepare.mjs';
import { Failures } from './failures.ts';

const where = { engine: 'ort-wasm', model: 'original-float32' } as const;

it('keeps the first line of what failed, and the engine is out with this model only', async () => {
  const log = vi.spyOn(console, 'log').mockReturnValue();
  const failures = new Failures();
  const broken = () => Promise.reject(new Error('no memory\nat there'));
  expect(await failures.attempt(where, broken)).toBeUndefined();
  expect(failures.all).toEqual([{ ...where, why: 'no memory' }]);
  expect(log).toHaveBeenCalledWith('ort-wasm was left out with original-float32: no memory');
  const engines = ['ort-wasm', 'tfjs-wasm'] as const;
  expect(failures.without(engines, 'original-float32')).toEqual(['tfjs-wasm']);
  expect(failures.without(engines, 'compressed-float32')).toEqual(engines);
});

it('hands on what worked, and a wrong picture stops all', async () => {
  const failures = new Failures();
  expect(await failures.attempt(where, async () => 5)).toBe(5);
  const wrong = () => Promise.reject(new Stop('off by 1'));
  await expect(failures.attempt(where, wrong)).rejects.toThrow('off by 1');
  expect(failures.all).toEqual([]);
});
