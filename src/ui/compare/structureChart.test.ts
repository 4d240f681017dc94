import { describe, expect, it } from 'vitest';
import { HEIGHT, MARGIN, placeOf, scaleOf, WIDTH } from './structureChart.ts';

const soft = { content: 0.8, structure: 0.09 };
const bold = { content: 1.2, structure: 0.06 };
const peer = { content: 1.3, structure: 0.11 };

describe('the plot of structure', () => {
  it('has what is bolder further right, and what is nearer to the strokes further down', () => {
    const scale = scaleOf([soft, bold]);
    expect(placeOf(bold, scale).x).toBeGreaterThan(placeOf(soft, scale).x);
    expect(placeOf(bold, scale).y).toBeGreaterThan(placeOf(soft, scale).y);
  });

  it.each([
    ['one network', [soft, bold]],
    ['a public network beyond its line', [soft, bold, peer]],
    ['one point alone', [soft]],
    ['an odd report', [{ content: 0, structure: 0 }]],
  ])('has every point within its axes: %s', (_, points) => {
    const scale = scaleOf(points);
    for (const { x, y } of points.map((point) => placeOf(point, scale))) {
      expect(x).toBeGreaterThan(MARGIN.left);
      expect(x).toBeLessThan(WIDTH - MARGIN.right);
      expect(y).toBeGreaterThan(MARGIN.top);
      expect(y).toBeLessThan(HEIGHT - MARGIN.bottom);
    }
  });
});
