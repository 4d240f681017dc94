import { describe, expect, it, vi } from 'vitest';
import { faultOf } from '../shared/index.ts';
import { formatReport, parseReport, readReport } from './report.ts';
import { machine, makeReport, manifest, measured } from './testing/report.ts';
import type { SideMeasurement } from './types.ts';

const damage = (change: (report: Record<string, unknown>) => void) => {
  const report = JSON.parse(formatReport(makeReport())) as Record<string, unknown>;
  change(report);
  return JSON.stringify(report);
};

describe('a report', () => {
  it('comes back from its file with every figure', () => {
    const report = parseReport(formatReport(makeReport()), 'r.json');
    expect(report).toMatchObject({ version: 1, date: '2026-11-25T14:03:00.000Z', machine });
    const { left, right } = report.figures.sides;
    expect(left.size.weights).toBe(1_674_432);
    expect(right.layers).toHaveLength(11);
    expect(right.measured).toEqual(measured(20));
    expect(left.heldOut?.styles).toHaveLength(manifest.styles.length);
    const udnie = left.heldOut?.structure?.styles.find(({ id }) => id === 'udnie');
    expect(udnie?.public?.structure).toBeGreaterThan(0);
    expect(report.figures.likeness).toEqual({ ssim: 0.91, psnr: 31.4, difference: 4.2 });
    expect(formatReport(report)).toBe(formatReport(makeReport()));
  });

  it('of equal pictures keeps their infinite PSNR', () => {
    const report = parseReport(formatReport(makeReport(Infinity)), 'r.json');
    expect(report.figures.likeness?.psnr).toBe(Infinity);
  });

  it('comes back without the figures that a hidden tab would have spoilt', () => {
    const spoilt = (ms: number): SideMeasurement => ({
      ...measured(ms),
      download: { ms: undefined, cached: false },
      warmUpMs: undefined,
    });
    const report = parseReport(formatReport(makeReport(31.4, spoilt)), 'r.json');
    expect(report.figures.sides.left.measured).toEqual({
      ...measured(40),
      download: { cached: false },
      warmUpMs: undefined,
    });
  });

  it('written before executors had folders says the API for the executor of TensorFlow.js on it', () => {
    const source = damage((report) => {
      const { left } = (report['figures'] as { sides: { left: { ranOn: { id: string } } } }).sides;
      left.ranOn.id = 'webgl';
    });
    expect(parseReport(source, 'r.json').figures.sides.left.ranOn?.id).toBe('tfjs-webgl');
  });

  it('has no picture in it, only its size', () => {
    const file = formatReport(makeReport());
    expect(file.length).toBeLessThan(50_000);
    expect(file).not.toMatch(/pixels|data"|bitmap/);
    expect(makeReport().figures.picture).toEqual({ width: 256, height: 256 });
    expect(makeReport().figures.photo).toEqual({ width: 800, height: 800 });
  });
});

describe('what is not a report', () => {
  const faultIn = (source: string) => {
    try {
      return parseReport(source, 'a.json');
    } catch (error) {
      return faultOf(error);
    }
  };
  const otherVersion = (found: string | undefined) => ({
    ...{ code: 'report/other-version', name: 'a.json', wanted: 2 },
    found,
  });

  it.each([
    ['a text', 'hello'],
    ['another JSON', '{"version": 1}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['nothing', ''],
  ])('%s is told to be none', (_, source) => {
    expect(faultIn(source)).toEqual({ code: 'report/not-a-report', name: 'a.json' });
  });

  it('a file that is too large says so, and is not read', async () => {
    const file = new File(['x'.repeat(2_000_001)], 'a.json');
    const text = vi.spyOn(file, 'text');
    const fault = await readReport(file).catch(faultOf);
    expect(fault).toEqual({ code: 'report/too-large', name: 'a.json' });
    expect(text).not.toHaveBeenCalled();
  });

  it('a report of version 3 names both versions', () => {
    const source = damage((report) => (report['version'] = 3));
    expect(faultIn(source)).toEqual(otherVersion('3'));
  });

  it.each([undefined, null, true, '1', { toString: 1 }])(
    'version %j is told as unknown',
    (version) => {
      const source = damage((report) => (report['version'] = version));
      expect(faultIn(source)).toEqual(otherVersion(undefined));
    },
  );

  type Sides = { left: Record<string, unknown>; right: Record<string, unknown> };
  const sides = (report: Record<string, unknown>) => (report['figures'] as { sides: Sides }).sides;

  it.each<[string, (report: Record<string, unknown>) => void]>([
    ['a missing side', (report) => delete (sides(report) as Partial<Sides>).right],
    ['a text for a number', (report) => (sides(report).left['ms'] = '12')],
    ['a negative size', (report) => (sides(report).left['size'] = { download: -1 })],
    ['an unknown executor', (report) => (sides(report).left['executor'] = 'abacus')],
    ['layers that are no list', (report) => (sides(report).left['layers'] = { length: 1e9 })],
    ['no runs', (report) => (sides(report).left['measured'] = { ...measured(1), runs: [] })],
    [
      'a model without figures',
      (report) => ((report['figures'] as Record<string, unknown>)['models'] = [{ ms: 1 }]),
    ],
    ['a date that is none', (report) => (report['date'] = 'yesterday')],
    ['an endless name', (report) => (report['machine'] = { ...machine, browser: 'x'.repeat(1e4) })],
  ])('%s is a damaged one', (_, change) => {
    expect(faultIn(damage(change))).toEqual({ code: 'report/damaged', name: 'a.json' });
  });

  type Side = {
    layers: { kernel: number; weights: number }[];
    size: Record<string, number>;
    measured: { runs: Record<string, number>[] };
  };
  const left = (report: Record<string, unknown>) => sides(report).left as unknown as Side;
  const figures = (report: Record<string, unknown>) => report['figures'] as Record<string, unknown>;

  it.each<[string, string, (report: Record<string, unknown>) => void]>([
    [
      'weights that are not the sum of its layers',
      'weights',
      (r) => (left(r).size['weights'] = 46),
    ],
    [
      'one and a half weights',
      'weights',
      (r) => {
        left(r).size['weights'] = 1.5;
        left(r).layers = [{ ...left(r).layers[0]!, weights: 1.5 }];
      },
    ],
    [
      'a picture without a width',
      'picture',
      (r) => (figures(r)['picture'] = { width: 0, height: 120 }),
    ],
    [
      'a photo of 1e12 pixels',
      'picture',
      (r) => (figures(r)['photo'] = { width: 1e6, height: 1e6 }),
    ],
    ['parts that are not the whole', 'parts', (r) => (left(r).measured.runs[0]!['total'] = 1000)],
    ['no layers', 'layers', (r) => (left(r).layers = [])],
    ['a kernel of 1e9', 'layers', (r) => (left(r).layers[0]!.kernel = 1e9)],
    [
      'multiply-adds that are not the sum',
      'multiplyAdds',
      (r) => (left(r).size['multiplyAdds'] = 1),
    ],
    ['too little memory', 'memory', (r) => (left(r).size['inMemory'] = 1)],
  ])('%s is refused as a contradiction', (_, about, change) => {
    expect(faultIn(damage(change))).toEqual({
      code: 'report/contradictory',
      name: 'a.json',
      about,
    });
  });

  it('is left out where it stands beside the figures', () => {
    const source = damage((report) => (report['photo'] = 'data:image/png;base64,'));
    expect(parseReport(source, 'a.json')).not.toHaveProperty('photo');
  });
});
