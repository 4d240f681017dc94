import { name, noWebgpu, type CodesOf, type Sentences } from './type.ts';

/** What the browser, downloads, the engine and pictures have to tell, in English. */
export const faultsOfParts: Sentences<CodesOf<'browser' | 'engine' | 'loading' | 'picture'>> = {
  'browser/lacks': [
    { features: ['Worker', 'OffscreenCanvas'] },
    'This browser lacks what Brushlite can’t do without (Worker, OffscreenCanvas). Update it, or use a current Chrome, Edge, Firefox or Safari.',
  ],
  'browser/canvas-scrambled': [
    {},
    'This browser hides the pixels of your pictures from the page, to protect you from being recognized, so a painting would be noise. Allow this page to use canvas data: there is a sign for it in the address bar. Then try again.',
  ],
  'engine/manifest-not-downloaded': [
    {},
    'The list of networks could not be downloaded. Check your connection and try again.',
  ],
  'engine/manifest-unreadable': [
    {},
    'The list of networks on the server is not one that this page can read. Reload the page.',
  ],
  'engine/model-not-downloaded': [
    { status: 503 },
    'The network could not be downloaded (the server answered 503). Check your connection and try again.',
  ],
  'loading/stalled': [
    { seconds: 60 },
    'Nothing arrived from the server for 60 seconds, so the download was stopped. Check your connection and try again.',
  ],
  'engine/model-damaged': [
    {},
    'The network arrived damaged twice, so it was not used. Try again later, or reload the page.',
  ],
  'engine/model-unreadable': [
    {},
    'The network on the server is not one that this page can read. Reload the page.',
  ],
  'engine/model-incomplete': [
    { weight: 'conv1/weights' },
    'The network on the server is not complete (conv1/weights). Reload the page.',
  ],
  'engine/model-mismatched': [
    {},
    'The network on the server does not fit its description. Reload the page.',
  ],
  'engine/model-unsupported': [
    { what: '5 channels' },
    'Our own kernels do not know networks with 5 channels.',
  ],
  'engine/unknown-model': [
    { model: 'no-such-model' },
    'There is no network named “no-such-model” on this server.',
  ],
  'loading/code-not-downloaded': [
    {},
    'A part of the page could not be downloaded. Check your connection and try again.',
  ],
  'engine/code-not-started': [
    {},
    'This browser does not run a part of the page. Update the browser, or use another one.',
  ],
  'engine/gpu-hidden': [
    { executor: 'tfjs-webgl' },
    'This browser hides the graphics processor from the page, so WebGL is not used.',
  ],
  'engine/memory': [
    {},
    'There was not enough memory for a picture of this size. Choose a smaller size and try again.',
  ],
  'engine/gpu-lost': [{}, 'The graphics processor was reset. Try again.'],
  'engine/worker-stopped': [
    {},
    'The part of the page that paints stopped working. Try again, or choose a smaller size.',
  ],
  'engine/disposed': [{}, 'Painting was stopped. Reload the page.'],
  'engine/no-executor': [
    {},
    'This browser has neither WebGPU, WebGL 2 nor WebAssembly SIMD, so it can’t run the networks. Try a current Chrome, Edge, Firefox or Safari.',
  ],
  'engine/executor-missing': [{ executor: 'webgpu' }, 'WebGPU is not available in this browser.'],
  'engine/executor-not-started': [
    { executor: 'tfjs-webgl' },
    'Painting with WebGL could not be started.',
  ],
  'engine/none-started': [
    { faults: [noWebgpu, { code: 'engine/gpu-lost' }] },
    'WebGPU is not available in this browser. The graphics processor was reset. Try again.',
  ],
  'engine/executor-failed': [
    { executor: 'webgpu', fault: { code: 'engine/internal', text: 'no shaders today' } },
    'WebGPU could not paint on this device (no shaders today), so another way is used.',
  ],
  'engine/executor-replaced': [
    { executor: 'webgpu' },
    'Painting with WebGPU stopped working. Choose another way to paint, or try again.',
  ],
  'engine/broken-painting': [
    { executor: 'tfjs-webgl' },
    'WebGL gave a picture with holes in it. Add ?executor=wasm to the page’s address to use another way.',
  ],
  'engine/float16-differs': [
    { executor: 'webgpu' },
    'WebGPU does not compute well in half precision on this graphics processor, so full precision is used.',
  ],
  'engine/wrong-size': [
    { width: 3, height: 5 },
    'The network does not take pictures of 3 × 5 pixels. Choose another size.',
  ],
  'engine/wrong-style-count': [
    { expected: 8, given: 1 },
    'This network has 8 styles, not 1. Reload the page.',
  ],
  'engine/wrong-row': [
    { expected: 3206, given: 12 },
    'This style has 12 numbers, and the network needs 3206. Choose another style.',
  ],
  'engine/rows-file-unknown': [
    {},
    'That file is not a style that was saved here. Choose a file that “Save style” wrote.',
  ],
  'engine/rows-file-newer': [
    { version: 2 },
    'That style was saved by a newer version of this page. Reload the page and try again.',
  ],
  'engine/rows-file-damaged': [
    {},
    'That style file is damaged: a part of it is missing or was changed. Get a fresh copy and try again.',
  ],
  'engine/no-photos': [{}, 'There is no photo to learn with. Open one and try again.'],
  'engine/learning-diverged': [
    {},
    'The loss was no longer a number, so learning was stopped. What was learned before is kept.',
  ],
  'engine/internal': [
    { text: 'no shaders today' },
    'Painting failed. Try again, or reload the page.',
  ],

  'picture/unreadable': [
    {},
    'That could not be read: it may be a folder, or have been moved. Choose a photo again.',
  ],
  'picture/crashed': [{}, 'The picture could not be processed. Try again, or try a smaller one.'],
  'loading/workers-forbidden': [
    {},
    'A security rule of this site, or an add-on of the browser, does not let the page start a part of itself. Tell those who run the site, or try without add-ons.',
  ],
  'loading/new-version': [
    {},
    'There is a new version. Reload the page to go on: your photo and your settings are kept.',
  ],
  'picture/code-not-started': [
    {},
    'This browser does not run a part of the page. Update the browser, or use another one.',
  ],
  'picture/not-written': [
    {},
    'This browser can’t write picture files. Try a current Chrome, Edge, Firefox or Safari.',
  ],
  'picture/no-canvas': [
    {},
    'This browser has no memory left for a canvas. Close some tabs and try again.',
  ],
  'picture/large-gone': [
    {},
    'The large picture is no longer in memory. Change a setting, and it is made again.',
  ],
  'picture/empty': [{ name }, '“x.jpg” is empty (0 bytes). Choose another photo.'],
  'picture/too-many-bytes': [
    { name, bytes: 60e6, limit: 50e6 },
    '“x.jpg” is 60 MB, more than the 50 MB that fit here. Save a smaller copy and try that.',
  ],
  'picture/too-many-pixels': [
    { name, width: 10_000, height: 10_001, limit: 100e6 },
    '“x.jpg” measures 10000 × 10001 pixels, more than the 100 megapixels that fit here. Scale it down and try again.',
  ],
  'picture/not-a-picture': [
    { name },
    '“x.jpg” is not a picture that Brushlite knows. Choose a JPEG, PNG, WebP, HEIC, AVIF, GIF, TIFF or BMP.',
  ],
  'picture/unsupported': [
    { name, type: 'heic' },
    'This browser can’t open HEIC files like “x.jpg”. Save it as JPEG or PNG and try that.',
  ],
  'picture/unsupported-variant': [
    { name, variant: 'jpeg-deep' },
    '“x.jpg” is a JPEG of more than 8 bits a colour, and this kind is not supported by this browser. Save it as an ordinary JPEG or PNG and try that.',
  ],
  'picture/other-kind': [
    { name: 'a.mov', kind: 'film' },
    '“a.mov” is a video. Open it on the page Live; this page takes a photo.',
  ],
  'picture/damaged': [
    { name },
    '“x.jpg” is damaged or was cut off on the way. Get a fresh copy of the file and try again.',
  ],
  'picture/film-undecodable': [
    { name: 'a.mov' },
    'This browser can’t play “a.mov”. Save it as MP4 (H.264) or WebM and try that.',
  ],
  'picture/film-unencodable': [
    {},
    'This browser can’t write video files. Try a current Chrome, Edge, Firefox or Safari.',
  ],
  'picture/type-not-written': [
    { type: 'image/webp' },
    'This browser can’t write WebP files. Choose another format.',
  ],
  'picture/too-long-for-type': [
    { type: 'image/jpeg', limit: 65_535, width: 70_000, height: 9 },
    'The picture measures 70000 × 9 pixels, and a JPEG file takes 65535 a side. Choose PNG, or a smaller size.',
  ],
  'picture/different-sizes': [
    { a: { width: 30, height: 20 }, b: { width: 20, height: 30 } },
    'The two pictures differ in size (30 × 20 and 20 × 30 pixels), so they can’t be compared. Paint both at one size.',
  ],
};
