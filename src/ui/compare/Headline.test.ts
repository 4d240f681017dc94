import { describe, expect, it } from 'vitest';
import { makeReport, measured } from '../../state/compare/testing/report.ts';
import { headline } from './Headline.tsx';

const { figures } = makeReport();

/** The figures of a report that took so many milliseconds in a single run of each side. */
function singleRuns(left: number | undefined, right: number | undefined) {
  const { sides } = figures;
  return {
    ...figures,
    sides: {
      left: { ...sides.left, measured: undefined, ms: left },
      right: { ...sides.right, measured: undefined, ms: right },
    },
  };
}

describe('the most important figures', () => {
  const of = (name: string, known: Parameters<typeof headline>[0]) =>
    headline(known).find((figure) => figure.name === name);

  it('have a time that is measured', () => {
    const known = makeReport(undefined, measured).figures;
    expect(of('Time, median', known)).toMatchObject({ value: '1.9×', word: 'faster' });
    expect(of('Time, median', known)).not.toHaveProperty('lead');
  });

  it.each([
    [3300, 1980, '1.7×', 'faster', '3.30 s and 1.98 s, a single run each'],
    [1980, 3300, '1.7×', 'slower', '1.98 s and 3.30 s, a single run each'],
    [1000, 990, 'as fast', '', '1.00 s and 990 ms, a single run each'],
  ])('say about how fast single runs of %d and %d ms were', (left, right, value, word, detail) => {
    const time = of('Time', singleRuns(left, right));
    expect(time).toMatchObject({ lead: 'about', value, word, detail });
  });

  it('rank single runs behind what is measured', () => {
    const names = headline(singleRuns(9000, 10)).map(({ name }) => name);
    expect(names.slice(-2)).toEqual(['Time', 'Likeness']);
  });

  it.each([
    [undefined, undefined, 'Not measured yet'],
    [3300, undefined, '3.30 s and –, a single run each'],
  ])('know no time of runs of %s and %s ms', (left, right, detail) => {
    expect(of('Time', singleRuns(left, right))).toMatchObject({ value: '–', detail });
    expect(of('Time', singleRuns(left, right))?.lead).toBeUndefined();
  });

  it('say 1 of equal pictures only', () => {
    const alike = (ssim: number) => ({ ...figures, likeness: { ssim, psnr: 70, difference: 0.1 } });
    expect(of('Likeness', alike(0.99996))?.value).toBe('0.999');
    expect(of('Likeness', alike(1))?.value).toBe('1.000');
  });
});
