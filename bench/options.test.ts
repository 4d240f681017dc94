import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../scripts/prepare.mjs';
import type { Manifest } from '../src/engine/manifest.ts';
import { readOptions } from './options.ts';

const manifest = JSON.parse(readFileSync(join(ROOT, 'models/manifest.json'), 'utf8')) as Manifest;
const read = (...args: string[]) => readOptions(args, manifest);

describe('the command line', () => {
  it('leaves the engines to the machine, and takes both networks at three sizes', () => {
    const { engines, models, sizes } = read();
    expect(engines).toBeUndefined();
    expect(models.map(({ id }) => id)).toEqual(['original-float32', 'compressed-float32']);
    expect(sizes).toEqual([128, 256, 512]);
  });

  it('takes lists, and a model by its network or its id', () => {
    const { engines, models, sizes } = read(
      ...['--engines', 'ort-wasm,tfjs-webgl', '--sizes', '64', '--models'],
      'compressed,original-float32',
    );
    expect(engines).toEqual(['ort-wasm', 'tfjs-webgl']);
    expect(models.map(({ id }) => id)).toEqual(['compressed-float32', 'original-float32']);
    expect(sizes).toEqual([64]);
  });

  it.each([
    [['--engines', 'litert'], 'There is no engine “litert”; there are brushlite-wasm, '],
    [['--models', 'compressed-float16'], 'There is no float32 model “compressed-float16”'],
    [['--sizes', '130'], '--sizes wants whole numbers, multiples of 4.'],
    [['--sizes', '16'], '--sizes wants 20 and more: the networks take no smaller picture.'],
    [['--rounds', '0'], '--rounds wants whole numbers.'],
    [['--rounds', 'many'], '--rounds wants whole numbers.'],
    [['--speed', '2'], "Unknown option '--speed'"],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
