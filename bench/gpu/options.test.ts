import { describe, expect, it } from 'vitest';
import { readSettings } from './device/settings.ts';
import { readOptions } from './options.ts';

describe('the command line', () => {
  it('packs unless it is told otherwise', () => {
    expect(readOptions([])).toEqual({ task: 'pack' });
    expect(readOptions(['--smoke', '--seconds', '60', '--without-ort'])).toEqual({
      ...{ task: 'smoke', seconds: 60, ort: false },
      stages: 'peaks,checks,cold,times,sweep,fastest',
    });
    expect(readOptions(['--report', 'a.json', '--markdown', 'a.md'])).toEqual({
      ...{ task: 'report', json: 'a.json', markdown: 'a.md' },
    });
  });

  it.each([
    [['--smoke', '--report', 'a.json', '--markdown', 'a.md'], 'not both'],
    [['--report', 'a.json'], '--markdown'],
    [['--smoke', '--seconds', 'soon'], '--seconds wants a number'],
  ])('says what is wrong with %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});

describe('the settings on the GPU machine', () => {
  it('are the sizes of the plan, or tiny ones', () => {
    expect(readSettings([]).sizes).toEqual([
      [256, 256],
      [512, 512],
      [1024, 1024],
      [1920, 1080],
    ]);
    const smoke = readSettings(['--smoke', '--seconds', '9', '--out', 'there']);
    expect(smoke).toMatchObject({ smoke: true, seconds: 9, out: 'there', sizes: [[32, 32]] });
  });

  it('can be parts of the run', () => {
    expect(readSettings(['--stages', 'peaks,times']).stages).toEqual(['peaks', 'times']);
    expect(() => readSettings(['--stages', 'speed'])).toThrow('There is no stage “speed”');
  });

  it('sweep sizes that are timed, too', () => {
    const { sizes, sweepSizes } = readSettings([]);
    for (const size of sweepSizes) expect(sizes).toContainEqual(size);
  });
});
