/** A canvas to scale frames on. */
export class FrameCanvas {
  private canvas: OffscreenCanvas | undefined;

  /** `read`: the processor reads the frames; `gpu`: they stay on the GPU. */
  constructor(private readonly kind: 'read' | 'gpu') {}

  /** Draw a frame, scaled. @returns the context that it was drawn with. Throws where there is no memory. */
  draw(frame: ImageBitmap | VideoFrame, width: number, height: number) {
    const canvas = (this.canvas ??= new OffscreenCanvas(width, height));
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const willReadFrequently = this.kind === 'read';
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently });
    if (!context) throw new Error('out of memory: no canvas');
    context.drawImage(frame, 0, 0, width, height);
    return context;
  }
}
