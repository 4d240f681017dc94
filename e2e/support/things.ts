/** Counts what the page and its workers hold that no garbage collector shows: images, canvases, memory of the GPU. */
import { basename } from 'node:path';
import type { Page } from '@playwright/test';

/** What there is now, in one thread. */
export interface Things {
  /** Frames and bitmaps that nobody has closed or handed on. */
  readonly images: number;
  /** Canvases of both kinds that can still be reached. */
  readonly canvases: number;
  /** Buffers, textures and the like of WebGL and WebGPU. */
  readonly gpuObjects: number;
  /** Of their buffers and textures. */
  readonly gpuBytes: number;
  readonly wasmBytes: number;
  /** Addresses of blobs, which keep the blob. */
  readonly urls: number;
  /** Workers that this thread has started and not ended. */
  readonly workers: number;
}

/**
 * Count in the page and in its workers. To be called before the page is opened. `countThings()` gives the numbers, in
 * the page and in each worker that the page has started.
 */
export async function watchThings(page: Page) {
  await page.addInitScript(watch);
  await page.route(/assets\/[\w.-]*worker-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    const name = basename(new URL(route.request().url()).pathname);
    // Its imports come first all the same. They do not make anything before they are told to.
    const body = `(${String(watch)})();\n${await response.text()}\n//# sourceURL=${name}`;
    await route.fulfill({ response, body });
  });
}

/** Runs in the page and in workers, before their own code uses what it replaces. */
function watch() {
  type Image = VideoFrame | ImageBitmap;
  type Made = (new (...args: unknown[]) => object) | undefined;
  const scope = globalThis as unknown as Record<string, Made>;
  const prototypeOf = (name: string) =>
    scope[name]?.prototype as Record<string, (...args: unknown[]) => unknown> | undefined;

  /** Call `then` with what a method was called on, was given and has returned. */
  function after(
    prototype: ReturnType<typeof prototypeOf>,
    name: string,
    then: (self: object, args: unknown[], result: unknown) => void,
  ) {
    const known = prototype?.[name];
    if (!prototype || !known) return;
    prototype[name] = function (this: object, ...args: unknown[]) {
      const result: unknown = known.apply(this, args);
      then(this, args, result);
      return result;
    };
  }
  /** Call `then` with what a constructor has made. */
  function whenMade(name: string, then: (made: object, args: unknown[]) => void) {
    const Known = scope[name];
    if (!Known) return;
    scope[name] = new Proxy(Known, {
      construct: (target, args: unknown[]) => {
        const made = Reflect.construct<unknown[], object>(target, args);
        then(made, args);
        return made;
      },
    });
  }

  // Held on to: an image that nobody closes is a fault, although it goes one day.
  const images = new Set<Image>();
  const isOpen = (image: Image) =>
    (image instanceof ImageBitmap ? image.width : image.codedWidth) > 0;
  const prune = () => {
    for (const image of images) if (!isOpen(image)) images.delete(image);
  };
  function note(value: unknown, depth = 0) {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    if (value instanceof ImageBitmap || value instanceof VideoFrame) {
      images.add(value);
      if (images.size % 100 === 0) prune();
    } else if (depth < 4 && (Array.isArray(value) || value.constructor === Object)) {
      for (const inner of Object.values(value)) note(inner, depth + 1);
    }
  }
  whenMade('VideoFrame', (frame) => note(frame));
  after(prototypeOf('VideoFrame'), 'clone', (_self, _args, copy) => note(copy));
  const { createImageBitmap } = globalThis;
  globalThis.createImageBitmap = (async (...args: Parameters<typeof createImageBitmap>) => {
    const bitmap = await createImageBitmap(...args);
    note(bitmap);
    return bitmap;
  }) as typeof createImageBitmap;
  after(prototypeOf('OffscreenCanvas'), 'transferToImageBitmap', (_self, _args, made) =>
    note(made),
  );
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...data,
    get(this: MessageEvent) {
      const value: unknown = data?.get?.call(this);
      note(value);
      return value;
    },
  });

  /** Things that live until they are ended, or until nobody can reach them, with their bytes. */
  class Living {
    private readonly all = new Map<WeakRef<object>, number>();
    private readonly refs = new WeakMap<object, WeakRef<object>>();
    add(thing: unknown, bytes = 0) {
      if (typeof thing !== 'object' || thing === null) return;
      const ref = this.refs.get(thing) ?? new WeakRef(thing);
      this.refs.set(thing, ref);
      this.all.set(ref, bytes);
    }
    end(thing: unknown) {
      const ref = this.refs.get(thing as object);
      if (ref) this.all.delete(ref);
    }
    now() {
      for (const ref of this.all.keys()) if (!ref.deref()) this.all.delete(ref);
      return [...this.all].map(([ref, bytes]) => ({ thing: ref.deref(), bytes }));
    }
  }

  const canvases = new Living();
  whenMade('OffscreenCanvas', (canvas) => canvases.add(canvas));
  after(prototypeOf('Document'), 'createElement', (_self, [name], made) => {
    if (name === 'canvas') canvases.add(made);
  });

  const gpu = new Living();
  const device = prototypeOf('GPUDevice');
  after(device, 'createBuffer', (_self, [given], made) =>
    gpu.add(made, (given as { size: number }).size),
  );
  after(device, 'createTexture', (_self, _args, made) => {
    const { width, height, depthOrArrayLayers, format } = made as GPUTexture;
    const channels = format.startsWith('rgba') || format.startsWith('bgra') ? 4 : 1;
    const bits = Number(/\d+/.exec(format)?.[0] ?? 8);
    gpu.add(made, (width * height * depthOrArrayLayers * channels * bits) / 8);
  });
  after(device, 'createQuerySet', (_self, _args, made) => gpu.add(made));
  for (const name of ['GPUBuffer', 'GPUTexture', 'GPUQuerySet'])
    after(prototypeOf(name), 'destroy', (self) => gpu.end(self));

  const webgl = prototypeOf('WebGL2RenderingContext');
  const bound = new WeakMap<object, unknown>();
  for (const kind of ['Texture', 'Buffer', 'Framebuffer', 'Program', 'Shader', 'Query']) {
    after(webgl, `create${kind}`, (_self, _args, made) => gpu.add(made));
    after(webgl, `delete${kind}`, (_self, [thing]) => gpu.end(thing));
  }
  after(webgl, 'fenceSync', (_self, _args, made) => gpu.add(made));
  after(webgl, 'deleteSync', (_self, [thing]) => gpu.end(thing));
  after(webgl, 'bindTexture', (self, [, texture]) => bound.set(self, texture));
  const bytesOf = (format: unknown) =>
    // R32F, RGBA32F, R16F, RGBA16F; all others that occur have 4 bytes a pixel.
    ({ 0x822e: 4, 0x8814: 16, 0x822d: 2, 0x881a: 8 })[format as number] ?? 4;
  const sized = (self: object, format: unknown, width: unknown, height: unknown) => {
    if (typeof width === 'number' && typeof height === 'number')
      gpu.add(bound.get(self), width * height * bytesOf(format));
  };
  after(webgl, 'texStorage2D', (self, [, , format, width, height]) =>
    sized(self, format, width, height),
  );
  after(webgl, 'texImage2D', (self, [, , format, width, height]) =>
    sized(self, format, width, height),
  );

  const memories = new Living();
  const { Memory } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, {
    construct: (target, args) => {
      const memory = Reflect.construct(target, args) as WebAssembly.Memory;
      memories.add(memory);
      return memory;
    },
  });

  const urls = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  };

  const workers = new Living();
  whenMade('Worker', (worker) => workers.add(worker));
  after(prototypeOf('Worker'), 'terminate', (self) => workers.end(self));

  const countThings = (): Things => {
    prune();
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    return {
      images: images.size,
      canvases: canvases.now().length,
      gpuObjects: gpu.now().length,
      gpuBytes: sum(gpu.now().map(({ bytes }) => bytes)),
      wasmBytes: sum(
        memories.now().map(({ thing }) => (thing as WebAssembly.Memory).buffer.byteLength),
      ),
      urls: urls.size,
      workers: workers.now().length,
    };
  };
  Object.assign(globalThis, { countThings });
}
