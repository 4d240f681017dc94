import { isProof, PROOF_COLOUR, PROOF_SIDE } from '../frameProof.ts';
import type { Gpu } from './gpu.ts';
import type { Plan } from './plan.ts';
import type { PlannedRun } from './planned.ts';
import type { Precision } from './shaders.ts';
import type { Place } from './step.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

type Frame = ImageBitmap | VideoFrame;

const FORMAT = 'rgba8unorm';

/** Where a run's first map and its last are. */
type Ends = Pick<PlannedRun, 'bind'> & { readonly plan: Pick<Plan, 'first' | 'last'> };

/** Takes frames in and shows paintings, without a trip through the processor's memory. */
export class FrameScreen {
  private canvas: OffscreenCanvas | undefined;
  private context: GPUCanvasContext | undefined;
  private texture: GPUTexture | undefined;
  private readonly pipelines = new Map<Precision, Promise<GPURenderPipeline>>();
  private uniforms: GPUBuffer | undefined;
  private sampler: GPUSampler | undefined;

  constructor(private readonly gpu: Gpu) {}

  /** Whether a frame of one colour comes out as it went in. */
  async works(): Promise<boolean> {
    const size = { width: PROOF_SIDE, height: PROOF_SIDE };
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const map = this.gpu.buffer(PROOF_SIDE ** 2 * 16, usage, 'test frame');
    const coefficients = this.gpu.buffer(32, usage, 'test coefficients');
    let [frame, bitmap]: (ImageBitmap | undefined)[] = [];
    try {
      this.gpu.device.queue.writeBuffer(coefficients, 0, Float32Array.of(1, 1, 1, 1, 0, 0, 0, 0));
      const pixel = [...PROOF_COLOUR.map((share) => 255 * share), 255];
      const data = Uint8ClampedArray.from(
        { length: 4 * PROOF_SIDE ** 2 },
        (_, i) => pixel[i % 4] ?? 0,
      );
      frame = await createImageBitmap(new ImageData(data, PROOF_SIDE));
      const run = {
        plan: {
          first: { buffer: 0 },
          last: { map: { buffer: 0 }, coefficients: { buffer: 1 }, activation: 0 },
        },
        bind: (place: Place) => ({
          buffer: 'buffer' in place && place.buffer === 0 ? map : coefficients,
        }),
      };
      const encoder = this.gpu.device.createCommandEncoder();
      await this.take(encoder, run, 'float32', frame, size);
      bitmap = await this.show(encoder, run, 'float32', size);
      const seen = isProof(bitmap);
      this.gpu.check();
      return seen;
    } catch {
      return false; // no canvas of WebGPU in this worker, or none at all
    } finally {
      frame?.close();
      bitmap?.close();
      this.gpu.free([map, coefficients]);
    }
  }

  /** Copy a frame to the device, and encode what scales it and puts it where a network reads its picture. */
  async take(
    encoder: GPUCommandEncoder,
    run: Ends,
    precision: Precision,
    frame: Frame,
    { width, height }: Size,
  ): Promise<void> {
    const { device } = this.gpu;
    const pipeline = await this.gpu.pipeline('frameIn', precision, {});
    const from = within(sizeOf(frame), device.limits.maxTextureDimension2D);
    const texture = this.textureOf(from);
    await this.copy(frame, texture, from);
    const taps = Math.min(8, Math.ceil(Math.max(from.width / width, from.height / height, 1)));
    const uniforms = this.uniformBuffer();
    device.queue.writeBuffer(uniforms, 0, Int32Array.of(width, height, taps));
    this.sampler ??= device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
    const resources = [
      { buffer: uniforms, offset: 0, size: 16 },
      texture.createView(),
      this.sampler,
      run.bind(run.plan.first),
    ];
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.gpu.bindings('frameIn', resources));
    pass.dispatchWorkgroups(Math.ceil(width / 8), Math.ceil(height / 8));
    pass.end();
  }

  /** Encode what draws the painting, submit all, and hand the picture out. */
  async show(
    encoder: GPUCommandEncoder,
    run: Ends,
    precision: Precision,
    { width, height }: Size,
  ): Promise<ImageBitmap> {
    const { device } = this.gpu;
    const pipeline = await this.drawing(precision);
    const { canvas, context } = this.canvasOf(width, height);
    const uniforms = this.uniformBuffer();
    const { last } = run.plan;
    device.queue.writeBuffer(uniforms, 256, Int32Array.of(width, last.activation));
    const resources = [
      { buffer: uniforms, offset: 256, size: 16 },
      run.bind(last.map),
      run.bind(last.coefficients),
    ];
    const view = context.getCurrentTexture().createView();
    const pass = encoder.beginRenderPass({
      colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store' }],
    });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.gpu.bindings('frameOut', resources));
    pass.draw(3);
    pass.end();
    device.queue.submit([encoder.finish()]);
    return canvas.transferToImageBitmap();
  }

  dispose(): void {
    this.texture?.destroy();
    if (this.uniforms) this.gpu.free([this.uniforms]);
    this.context?.unconfigure();
  }

  /**
   * Copy a frame to a texture, which is smaller where the device has none of the frame's size. Not every browser takes
   * a film's frame there as it is.
   */
  private async copy(frame: Frame, texture: GPUTexture, size: Size): Promise<void> {
    const { queue } = this.gpu.device;
    const { width, height } = size;
    const copyFrom = (source: Frame) =>
      queue.copyExternalImageToTexture({ source }, { texture }, [width, height]);
    const whole = sizeOf(frame);
    if (whole.width === width && whole.height === height) {
      try {
        return copyFrom(frame);
      } catch (error) {
        if (!('displayWidth' in frame)) throw error;
      }
    }
    const bitmap = await createImageBitmap(frame, { resizeWidth: width, resizeHeight: height });
    try {
      copyFrom(bitmap);
    } finally {
      bitmap.close();
    }
  }

  private uniformBuffer(): GPUBuffer {
    const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
    return (this.uniforms ??= this.gpu.buffer(512, usage, 'frame sizes'));
  }

  private textureOf({ width, height }: Size): GPUTexture {
    const { texture } = this;
    if (texture?.width === width && texture.height === height) return texture;
    texture?.destroy();
    const { TEXTURE_BINDING, COPY_DST, RENDER_ATTACHMENT } = GPUTextureUsage;
    return (this.texture = this.gpu.device.createTexture({
      label: 'frame',
      size: [width, height],
      format: FORMAT,
      usage: TEXTURE_BINDING | COPY_DST | RENDER_ATTACHMENT,
    }));
  }

  private canvasOf(width: number, height: number) {
    const canvas = (this.canvas ??= new OffscreenCanvas(width, height));
    const context = (this.context ??= canvas.getContext('webgpu') ?? undefined);
    if (!context) throw new Error('out of memory: no canvas');
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.configure({ device: this.gpu.device, format: FORMAT, alphaMode: 'opaque' });
    return { canvas, context };
  }

  private drawing(precision: Precision): Promise<GPURenderPipeline> {
    const known = this.pipelines.get(precision);
    if (known) return known;
    const made = this.compile(precision);
    this.pipelines.set(precision, made);
    made.catch(() => this.pipelines.delete(precision));
    return made;
  }

  private async compile(precision: Precision): Promise<GPURenderPipeline> {
    const module = await this.gpu.module('frameOut', precision, {});
    return this.gpu.device.createRenderPipelineAsync({
      layout: this.gpu.pipelineLayout('frameOut'),
      vertex: { module, entryPoint: 'corner' },
      fragment: { module, entryPoint: 'pixel', targets: [{ format: FORMAT }] },
    });
  }
}

function sizeOf(frame: Frame): Size {
  return 'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height };
}

/** A size whose sides are at most so long, of about the same aspect. */
function within({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height));
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  return { width: side(width), height: side(height) };
}
