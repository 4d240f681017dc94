/** What lies on the screen, each as large as the paintings; whoever shows them hands them over. */
export interface Layers {
  readonly camera: VideoFrame | ImageBitmap;
  /** One painting, or that of the original and that of the compressed network. */
  readonly paintings: readonly ImageBitmap[];
  readonly width: number;
  readonly height: number;
}

/** How the layers are put together. */
export interface Look {
  /** How much of the painting covers the camera's picture, 0..1. */
  readonly strength: number;
  readonly mirror: boolean;
  /** Where two paintings and the camera meet, 0..1 of the width. */
  readonly dividers: readonly [number, number];
}

/**
 * One canvas with all that is shown, so that a snapshot and a recording are what one sees. It keeps the
 * last layers, to put them together again while nothing new comes.
 */
export class Screen {
  private layers: Layers | undefined;

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Nothing has been shown yet. */
  get blank(): boolean {
    return !this.layers;
  }

  /** Draw `layers` now and close those before. */
  show(layers: Layers, look: Look): void {
    this.layers?.camera.close();
    for (const painting of this.layers?.paintings ?? []) painting.close();
    this.layers = layers;
    this.redraw(look);
  }

  redraw(look: Look): void {
    const { layers, canvas } = this;
    if (!layers) return;
    const { width, height } = layers;
    // Setting a size clears the canvas, which a recording would see.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) return;
    const draw = (image: CanvasImageSource) => {
      context.save();
      if (look.mirror) context.setTransform(-1, 0, 0, 1, width, 0);
      context.drawImage(image, 0, 0, width, height);
      context.restore();
    };
    draw(layers.camera);
    for (const [index, painting] of layers.paintings.entries()) {
      const [from, to] = part(index, layers.paintings.length, look.dividers);
      context.save();
      context.beginPath();
      context.rect(from * width, 0, (to - from) * width, height);
      context.clip();
      context.globalAlpha = look.strength;
      draw(painting);
      context.restore();
    }
  }
}

/** Which part of the width a painting covers: the only one all of it. */
function part(index: number, count: number, [first, second]: Look['dividers']): [number, number] {
  if (count === 1) return [0, 1];
  return index === 0 ? [0, first] : [first, Math.max(first, second)];
}
