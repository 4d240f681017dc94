import { describe, expect, it } from 'vitest';
import { fit, partOf, placementOf, settle, zoomAt } from './zoomPlacement.ts';

const picture = { width: 1024, height: 512 };
const frame = { width: 512, height: 512 };

describe('the placement of a zoomed picture', () => {
  it('fits the whole picture, centred', () => {
    expect(fit(picture, frame)).toEqual({ scale: 0.5, x: 0, y: 128 });
  });

  it('keeps the point under the cursor where it is', () => {
    const before = { scale: 0.5, x: -20, y: 128 };
    const after = zoomAt(before, 2, { x: 100, y: 200 });
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

  it('shows the same part in a frame of another size', () => {
    const at = { scale: 2, x: -1000, y: -300 };
    const part = partOf(at, picture, frame);
    expect(part).toEqual({ scale: 2, x: 0.61328125, y: 0.54296875 });
    expect(placementOf(part, picture, frame)).toEqual(at);
    // The middle of the frame moves by (-156, -106).
    const smaller = { width: 200, height: 300 };
    expect(placementOf(part, picture, smaller)).toEqual({ scale: 2, x: -1156, y: -406 });
  });

  it('shows the same part of a picture that has more pixels', () => {
    const part = partOf({ scale: 2, x: -1000, y: -300 }, picture, frame);
    const large = { width: 4096, height: 2048 };
    expect(placementOf({ ...part, scale: 0.5 }, large, frame)).toEqual({
      scale: 0.5,
      x: -1000,
      y: -300,
    });
  });
});
