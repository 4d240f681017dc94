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

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Pixels that two sizes of one shape may differ by, as paintings have sides that are multiples of 4. */
const ROUNDING = 4;

/**
 * One canvas with all that is shown, so that a recording is what one sees. It keeps the last layers, to put them together
 * again while nothing new comes.
 */
export class Screen {
  private layers: Layers | undefined;

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Nothing has been shown yet. */
  get blank(): boolean {
    return !this.layers;
  }

  /** @returns whether a picture of this size has the shape of what is shown, whatever the size */
  hasShape({ width, height }: Pick<Layers, 'width' | 'height'>): boolean {
    const { canvas } = this;
    return Math.abs((canvas.width * height) / width - canvas.height) <= ROUNDING;
  }

  /**
   * Draw `layers` now and close those before.
   *
   * @param keepSize the canvas stays as large as it is, where the layers have its shape: a file has one size
   */
  show(layers: Layers, look: Look, keepSize = false): void {
    const { canvas } = this;
    this.close();
    const { width, height } = keepSize && this.hasShape(layers) ? canvas : layers;
    this.layers = { ...layers, width, height };
    this.redraw(look);
  }

  private close() {
    this.layers?.camera.close();
    for (const painting of this.layers?.paintings ?? []) painting.close();
  }

  redraw(look: Look): void {
    const { layers, canvas } = this;
    if (!layers) return;
    const { width, height } = layers;
    // Setting a size clears the canvas, which a recording would see.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext('2d', { alpha: false });
    if (context) drawLayers(context, layers, look);
  }

  /** @returns a copy of the frame that is shown, as large as it came; undefined before the first */
  async frame(): Promise<ImageBitmap | undefined> {
    return this.layers && createImageBitmap(this.layers.camera);
  }

  /** @returns what is on the canvas as a file; null where the browser makes none */
  toPng(): Promise<Blob | null> {
    return new Promise((resolve) => this.canvas.toBlob(resolve, 'image/png'));
  }
}

/** Put layers together on a canvas of their size. */
export function drawLayers(context: Context, layers: Layers, look: Look): void {
  const { width, height, camera, paintings } = layers;
  const draw = (image: CanvasImageSource) => {
    context.save();
    if (look.mirror) context.setTransform(-1, 0, 0, 1, width, 0);
    context.drawImage(image, 0, 0, width, height);
    context.restore();
  };
  // Scaling a camera's frame takes a processor several milliseconds, for what nobody sees.
  if (!(paintings.length === 1 && look.strength === 1)) draw(camera);
  for (const [index, painting] of paintings.entries()) {
    const [from, to] = part(index, paintings.length, look.dividers);
    context.save();
    context.beginPath();
    context.rect(from * width, 0, (to - from) * width, height);
    context.clip();
    context.globalAlpha = look.strength;
    draw(painting);
    context.restore();
  }
}

/** Which part of the width a painting covers: the only one all of it. */
function part(index: number, count: number, [first, second]: Look['dividers']): [number, number] {
  if (count === 1) return [0, 1];
  return index === 0 ? [0, first] : [first, Math.max(first, second)];
}
