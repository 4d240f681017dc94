import { expect, it, vi } from 'vitest';
import { drawLayers, Screen, type Layers, type Look } from './screen.ts';

const LOOK: Look = { strength: 1, mirror: false, dividers: [0.25, 0.75] };

function context() {
  const drawn: unknown[] = [];
  const calls = { drawImage: (image: unknown) => drawn.push(image) };
  const all = new Proxy(calls, {
    get: (target, name) => (name === 'drawImage' ? target.drawImage : () => {}),
    set: () => true,
  });
  return { drawn, context: all as unknown as CanvasRenderingContext2D };
}

function layers(width: number, height: number, paintings = 1) {
  const image = (name: string) => ({ name, close: vi.fn() });
  const made = {
    camera: image('camera'),
    paintings: Array.from({ length: paintings }, (_, i) => image(`painting ${i}`)),
    ...{ width, height },
  };
  return made as unknown as Layers & typeof made;
}

function screen() {
  const { context: drawing } = context();
  const canvas = { width: 0, height: 0, getContext: () => drawing };
  return { canvas, screen: new Screen(canvas as unknown as HTMLCanvasElement) };
}

it('does not draw a frame that its painting covers', () => {
  for (const [paintings, strength, images] of [
    [0, 1, ['camera']],
    [1, 1, ['painting 0']],
    [1, 0.9, ['camera', 'painting 0']],
    [2, 1, ['camera', 'painting 0', 'painting 1']],
  ] as const) {
    const { drawn, context: drawing } = context();
    drawLayers(drawing, layers(8, 4, paintings), { ...LOOK, strength });
    expect(drawn.map((image) => (image as { name: string }).name)).toEqual(images);
  }
});

it('is as large as its layers, and closes those before', () => {
  const { canvas, screen: shown } = screen();
  const first = layers(256, 144);
  shown.show(first, LOOK);
  shown.show(layers(320, 180), LOOK);
  expect(canvas).toMatchObject({ width: 320, height: 180 });
  for (const image of [first.camera, ...first.paintings])
    expect(image.close).toHaveBeenCalledOnce();
});

it('keeps its size for a recording, and knows when a picture has another shape', () => {
  const { canvas, screen: shown } = screen();
  shown.show(layers(256, 144), LOOK);
  const larger = layers(320, 180);
  expect(shown.hasShape(larger)).toBe(true);
  expect(shown.hasShape({ width: 384, height: 216 })).toBe(true);
  shown.show(larger, LOOK, true);
  expect(canvas).toMatchObject({ width: 256, height: 144 });
  const turned = layers(144, 256);
  expect(shown.hasShape(turned)).toBe(false);
  shown.show(turned, LOOK, true);
  expect(canvas).toMatchObject({ width: 144, height: 256 });
});
