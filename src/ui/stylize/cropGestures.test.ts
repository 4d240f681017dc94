import { describe, expect, it } from 'vitest';
import { dragPart, holdAt, moveEdge } from './cropGestures.ts';

const part = { left: 0.2, top: 0.2, width: 0.6, height: 0.4 };
const reach = { x: 0.05, y: 0.05 };
const least = { x: 0.1, y: 0.1 };

describe('a pointer on the chosen part', () => {
  it.each([
    [0.2, 0.4, ['left']],
    [0.83, 0.4, ['right']],
    [0.5, 0.18, ['top']],
    [0.21, 0.59, ['left', 'bottom']],
    [0.8, 0.2, ['right', 'top']],
    [0.5, 0.4, ['left', 'right', 'top', 'bottom']],
    [0.1, 0.4, undefined],
    [0.5, 0.7, undefined],
  ])('at %d, %d holds %j', (x, y, held) => {
    expect(holdAt(part, x, y, reach)).toEqual(held);
  });

  it('moves a part that is smaller than a finger by its middle', () => {
    const small = { left: 0.5, top: 0.5, width: 0.06, height: 0.06 };
    expect(holdAt(small, 0.53, 0.53, reach)).toHaveLength(4);
  });
});

describe('what is dragged', () => {
  const corner = dragPart(part, ['left', 'top'], 0.1, -0.1, least);
  it('changes the sides that are held, and no others', () => {
    expect(corner.left).toBeCloseTo(0.3);
    expect(corner.left + corner.width).toBeCloseTo(0.8);
    expect(corner.top).toBeCloseTo(0.1);
    expect(corner.top + corner.height).toBeCloseTo(0.6);
  });

  it.each([
    [['left', 'right', 'top', 'bottom'], 1, 1, { left: 0.4, top: 0.6, width: 0.6, height: 0.4 }],
    [['left', 'right', 'top', 'bottom'], -1, 0, { left: 0, top: 0.2, width: 0.6, height: 0.4 }],
    [['right', 'bottom'], 1, 1, { left: 0.2, top: 0.2, width: 0.8, height: 0.8 }],
    [['right'], -1, 0, { left: 0.2, top: 0.2, width: 0.1, height: 0.4 }],
    [['top'], 0, 1, { left: 0.2, top: 0.5, width: 0.6, height: 0.1 }],
  ] as const)('%j by %d, %d stays within the photo and is not too small', (held, x, y, wanted) => {
    const dragged = dragPart(part, held, x, y, least);
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      expect(dragged[side]).toBeCloseTo(wanted[side]);
    }
  });
});

describe('what is dragged in a ratio', () => {
  it.each([
    // A corner: the other one stays.
    [['right', 'bottom'], 0.1, 0, 2, { left: 0.2, top: 0.2, width: 0.8, height: 0.4 }],
    [['right', 'bottom'], -0.4, -0.2, 2, { left: 0.2, top: 0.2, width: 0.4, height: 0.2 }],
    [['left', 'top'], -1, -1, 1, { left: 0.2, top: 0, width: 0.6, height: 0.6 }],
    // A side: those beside it move evenly.
    [['right'], -0.2, 0, 1, { left: 0.2, top: 0.2, width: 0.4, height: 0.4 }],
    [['right'], 1, 0, 1, { left: 0.2, top: 0, width: 0.8, height: 0.8 }],
    [['top'], 0, 0.3, 1, { left: 0.45, top: 0.5, width: 0.1, height: 0.1 }],
    [['top'], 0, 1, 0.5, { left: 0.45, top: 0.4, width: 0.1, height: 0.2 }],
    // The whole.
    [['left', 'right', 'top', 'bottom'], 1, 1, 1, { ...part, left: 0.4, top: 0.6 }],
  ] as const)('%j by %d, %d at %d keeps it', (held, x, y, ratio, wanted) => {
    const dragged = dragPart(part, held, x, y, least, ratio);
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      expect(dragged[side]).toBeCloseTo(wanted[side]);
    }
  });
});

it('one side goes where the keyboard puts it', () => {
  expect(moveEdge(part, 'bottom', 0.9, least).height).toBeCloseTo(0.7);
  expect(moveEdge(part, 'left', 0.95, least).left).toBeCloseTo(0.7);
  expect(moveEdge(part, 'left', 0.4, least, 1).height).toBeCloseTo(0.4);
});
