import { describe, expect, it } from 'vitest';
import { fit, settle, zoomAt } from './zoom.ts';

const picture = { width: 1024, height: 512 };
const frame = { width: 512, height: 512 };

describe('zoom', () => {
  it('fits the whole picture, centred', () => {
    expect(fit(picture, frame)).toEqual({ scale: 0.5, x: 0, y: 128 });
  });

  it('keeps the point under the cursor where it is', () => {
    const before = { scale: 0.5, x: -20, y: 128 };
    const after = zoomAt(before, 2, 100, 200);
    const point = ({ scale, x, y }: typeof before) => [(100 - x) / scale, (200 - y) / scale];
    expect(point(after)).toEqual(point(before));
  });

  it('leaves no gap beside a picture that is larger than the frame', () => {
    expect(settle({ scale: 1, x: 30, y: 30 }, picture, frame)).toEqual({ scale: 1, x: 0, y: 0 });
    expect(settle({ scale: 1, x: -900, y: 0 }, picture, frame)).toEqual({
      scale: 1,
      x: -512,
      y: 0,
    });
  });
});
