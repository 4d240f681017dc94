import type { Gpu } from './gpu.ts';
import type { Plan } from './plan.ts';
import type { PlannedRun } from './planned.ts';
import { shaderCode, type Precision } from './shaders.ts';
import type { Place } from './step.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

type Frame = ImageBitmap | VideoFrame;

const FORMAT = 'rgba8unorm';

/** Of the test frame: pixels a side, and levels of 255. */
const SIDE = 8;
const COLOUR = [64, 128, 192] as const;

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

  /**
   * Whether a frame of one colour comes out as it went in. A driver may lose it on the way to the canvas, and
   * say nothing.
   */
  async works(): Promise<boolean> {
    const size = { width: SIDE, height: SIDE };
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const map = this.gpu.buffer(SIDE * SIDE * 16, usage, 'test frame');
    const coefficients = this.gpu.buffer(32, usage, 'test coefficients');
    let [frame, bitmap]: (ImageBitmap | undefined)[] = [];
    try {
      this.gpu.device.queue.writeBuffer(coefficients, 0, Float32Array.of(1, 1, 1, 1, 0, 0, 0, 0));
      const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d', {
        willReadFrequently: true,
      });
      if (!context) return false;
      context.fillStyle = `rgb(${COLOUR.join()})`;
      context.fillRect(0, 0, SIDE, SIDE);
      frame = await createImageBitmap(context.canvas);
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
      context.clearRect(0, 0, SIDE, SIDE);
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, SIDE, SIDE);
      this.gpu.check();
      return data.every((value, i) => Math.abs(value - (COLOUR[i % 4] ?? 255)) <= 3);
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
    const from = sizeOf(frame);
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
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: this.gpu.layout('frameIn'),
        entries: resources.map((resource, binding) => ({ binding, resource })),
      }),
    );
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
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: this.gpu.layout('frameOut'),
        entries: resources.map((resource, binding) => ({ binding, resource })),
      }),
    );
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

  /** Copy a frame to a texture of its size. Not every browser takes a film's frame there as it is. */
  private async copy(frame: Frame, texture: GPUTexture, { width, height }: Size): Promise<void> {
    const { queue } = this.gpu.device;
    const copyFrom = (source: Frame) =>
      queue.copyExternalImageToTexture({ source }, { texture }, [width, height]);
    try {
      copyFrom(frame);
    } catch (error) {
      if (!('displayWidth' in frame)) throw error;
      const bitmap = await createImageBitmap(frame);
      try {
        copyFrom(bitmap);
      } finally {
        bitmap.close();
      }
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
    const { device } = this.gpu;
    const module = device.createShaderModule({ code: shaderCode('frameOut', precision, {}) });
    const bindGroupLayouts = [this.gpu.layout('frameOut')];
    const made = device.createRenderPipelineAsync({
      layout: device.createPipelineLayout({ bindGroupLayouts }),
      vertex: { module, entryPoint: 'corner' },
      fragment: { module, entryPoint: 'pixel', targets: [{ format: FORMAT }] },
    });
    this.pipelines.set(precision, made);
    return made;
  }
}

function sizeOf(frame: Frame): Size {
  return 'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height };
}
