import type { Job, Peak, RunParts } from '../stylizer.ts';

/**
 * Measures one run, from its creation on. The executor and host/local.ts say when a part has ended, after
 * they have waited for the device.
 */
export class Stopwatch {
  readonly parts: Record<keyof RunParts, number> = { upload: 0, inference: 0, readback: 0 };
  /** Milliseconds by layer, where they are wanted: each is waited for, or the device's own clock times it. */
  readonly layers: Record<string, number> | undefined;
  /** The most memory that was reported. */
  peak: Peak | undefined;
  private partStart = performance.now();
  private layerStart = 0;

  constructor(measure: Job['measure']) {
    this.layers = measure === 'layers' ? {} : undefined;
  }

  endPart(part: keyof RunParts): void {
    const now = performance.now();
    this.parts[part] = now - this.partStart;
    this.partStart = now;
  }

  /** Milliseconds until the last part's end; without parts in between, `readback` has all of them. */
  get total(): number {
    const { upload, inference, readback } = this.parts;
    return upload + inference + readback;
  }

  startLayer(): void {
    this.layerStart = performance.now();
  }

  /** A layer of several convolutions ends as often; its times add up. */
  endLayer(layer: string): void {
    this.addLayer(layer, performance.now() - this.layerStart);
  }

  /** Milliseconds that a layer, or a convolution of it, took by another clock; they add up, too. */
  addLayer(layer: string, ms: number): void {
    if (this.layers) this.layers[layer] = (this.layers[layer] ?? 0) + ms;
  }

  /** What was done since the last part's end belongs to none. */
  leaveOut(): void {
    this.partStart = performance.now();
  }

  see(memory: Peak): void {
    if (memory.bytes > (this.peak?.bytes ?? 0)) this.peak = memory;
  }
}
