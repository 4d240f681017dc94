import { afterEach, describe, expect, it } from 'vitest';
import type { AppFault } from '../../state/index.ts';
import { deviceName, nameOf, sentenceOf, speak, whyLeftOut, words } from './compare.ts';
import { englishIn, WESTERN_STOPS } from './testing.ts';

type Code = AppFault['code'];
type FactsOf<C extends Code> = Omit<Extract<AppFault, { readonly code: C }>, 'code'>;

const name = 'x.jpg';
const noWebgpu = { code: 'engine/executor-missing', executor: 'webgpu' } as const;

/** Every code, with facts and the sentence that they make. The compiler asks for those that are missing. */
const table: { readonly [C in Code]: readonly [FactsOf<C>, string] } = {
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

  'photo/none': [{}, 'That was not a picture file. Save the picture first, then drop the file.'],
  'photo/not-handed-over': [
    {},
    'The file did not arrive from the other app. Share or open it once more, or drop it here.',
  ],
  'photo/many': [
    { count: 2 },
    'Those were 2 files, and this page takes one photo at a time. Drop just one, or drop all of them on the page Stylize.',
  ],
  'queue/left-out': [
    { others: 3, tooMany: true, limit: 200 },
    'There were 3 files that are not pictures. They were left out. The queue holds 200 photos, so only the first were taken. Paint these and remove them, then add the rest.',
  ],
  'queue/not-kept': [
    { names: ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'] },
    'This browser has no room to keep “a.jpg”, “b.jpg”, “c.jpg” and 1 more for your next visit. Until you close the page, they stay in the queue.',
  ],
  'queue/ended': [
    { painted: 9, failed: 1 },
    'The queue is finished: 9 photos are painted. One photo could not be painted. You find the queue on the page Stylize.',
  ],
  'queue/file-changed': [
    { name },
    '“x.jpg” was changed, moved or deleted since it was added. Remove it here and add it again.',
  ],
  'queue/zip-not-written': [
    { full: true },
    'There was not enough room for the archive. Make some room, or choose another place, and download it again.',
  ],
  'photo/sample-not-downloaded': [
    {},
    'The sample picture could not be downloaded. Check your connection and try again.',
  ],
  'paint/other-executor': [
    { chosen: 'wasm', reason: noWebgpu },
    'WebGPU is not available in this browser. Painting with WebAssembly instead.',
  ],
  'link/boldness-clamped': [
    { given: 1.5 },
    'The link asks for a boldness of 1.5, and it goes from 0 to 1. The nearest one is used.',
  ],
  'link/strength-clamped': [
    { given: -2 },
    'The link asks for a strength of -2, and it goes from 0 to 1. The nearest one is used.',
  ],
  'link/style-gone': [
    { style: 'haystacks', othersStay: false },
    'The link asks for the style “haystacks”, which is not here any more. The style that you had is used.',
  ],
  'link/network-gone': [
    { network: 'huge' },
    'The link asks for the network “huge”, which is not here any more. The network that you had is used.',
  ],
  'link/without-own-style': [
    {},
    'The link does not carry your own style. Save the style as a file to share it.',
  ],
  'own/other-network': [
    { style: 'Sea', id: 'own-sea', network: 'original', title: 'Original' },
    '“Sea” was not learned for the original network yet. Learn it for this network, or choose another one.',
  ],
  'own/other-version': [
    { style: 'Sea', id: 'own-sea' },
    '“Sea” was learned for another version of this network, so it can’t paint with this one. Learn it again.',
  ],
  'own/file-of-other-version': [
    { style: 'Sea' },
    '“Sea” was learned for another network or another version of it, so it can’t paint here. Choose its painting, and it is learned again.',
  ],
  'style-file/not-one': [
    { name: 'a.json', report: false },
    '“a.json” is not a style file. Choose one that “Save style” wrote.',
  ],
  'style-file/newer': [
    { name: 'a.json' },
    '“a.json” was saved by a newer version of this page. Reload the page and try again.',
  ],
  'style-file/damaged': [
    { name: 'a.json' },
    'The style file “a.json” is damaged: a part of it is missing or was changed. Get a fresh copy and try again.',
  ],
  'style-file/other-network': [
    { title: 'Sea', network: 'compressed' },
    '“Sea” was saved with a version of the network “compressed” that is not here, so it can’t paint. Choose a style that is here.',
  ],
  'style-file/other-version': [
    { title: 'Sea' },
    '“Sea” was saved with another version of the network. Its styles and its boldness are chosen, and paint with the version of today: the picture may look a little different.',
  ],
  'own/many': [{ count: 3 }, 'Those are 3 files. Choose one painting.'],
  'own/not-connected': [{}, 'The page is still starting. Try again in a moment.'],
  'own/not-kept': [
    { style: 'Sea' },
    'This browser has no room to keep “Sea”. It stays until you close the page: use “Save style” to keep it as a file.',
  ],
  'paint/nothing-arrived': [{}, 'The painting did not arrive. Try again.'],
  'clipboard/denied': [
    {},
    'The browser did not let the page copy the picture. Allow the clipboard for this page in the address bar and try again, or download the picture.',
  ],
  'clipboard/missing': [
    {},
    'This browser has no clipboard for pictures at this address. Download the picture instead.',
  ],
  'page/language-not-downloaded': [
    {},
    'That language could not be downloaded. Check your connection and choose it again.',
  ],
  'clipboard/link-in-address': [
    {},
    'The browser did not let the page copy the link. It is in the address bar now: copy it from there.',
  ],
  'share/failed': [{}, 'The picture could not be shared. Try again, or download it.'],
  'share/press-again': [{}, 'The picture is ready now. Press Share again.'],
  'save/left': [
    {},
    'The picture is not finished yet, so it is not saved. Go back to the page Stylize: it is finished and saved there.',
  ],
  'save/picture-changed': [
    {},
    'The picture changed before it was finished, so it was not saved. Save it again.',
  ],
  'camera/insecure': [
    {},
    'Browsers give the camera to secure addresses only (https://, or localhost). Open the page at such an address. Or open a video file instead.',
  ],
  'camera/denied': [
    {},
    'The camera was not allowed. Allow it for this page in the address bar, then start it again. Or open a video file instead.',
  ],
  'camera/denied-by-system': [
    {},
    'This device does not let the browser use the camera. Allow it in the privacy settings of the system, then start the camera again. Or open a video file instead.',
  ],
  'camera/denied-by-page': [
    {},
    'The page around this one, or its server, does not let it use the camera. Open Brushlite in a tab of its own, and start the camera there. Or open a video file instead.',
  ],
  'camera/no-answer': [
    {},
    'The browser is waiting for your answer: it asks at the top of the window whether this page may use the camera. If you see no question, look for a camera sign in the address bar.',
  ],
  'camera/no-frames': [
    {},
    'The camera is on and sends no picture. Close other programs that use it, plug it in again, or choose another camera.',
  ],
  'camera/muted': [
    {},
    'The camera is switched off and sends no picture. Switch it on: with its own switch, its key on the keyboard, or in the settings of the system.',
  ],
  'camera/none': [
    {},
    'No camera was found. Connect one and start it again. Or open a video file instead.',
  ],
  'camera/busy': [
    {},
    'The camera could not be started; another program may be using it. Close that, or choose another camera, and start it again. Or open a video file instead.',
  ],
  'camera/unplugged': [
    {},
    'The camera was disconnected. Plug it in, or choose another one, and start it again. Or open a video file instead.',
  ],
  'camera/other': [{}, 'The camera of last time is not here, so another one was started.'],
  'film/painted': [{ name }, '“x.jpg” is painted. You find the film on the page Live.'],
  'film/not-painted': [
    { name },
    '“x.jpg” could not be painted to its end. The page Live says why.',
  ],
  'film/none': [{}, 'That was not a video file. Save the video first, then drop the file.'],
  'film/many': [
    { count: 2 },
    'Those were 2 files. Brushlite plays one film at a time: drop just one.',
  ],
  'film/photo': [
    { name },
    '“x.jpg” is a photo. Open it on the page Stylize; this page takes a video file.',
  ],
  'film/empty': [
    { name: 'a.mp4' },
    '“a.mp4” is empty (0 bytes). Get a fresh copy, or open another film.',
  ],
  'film/only-sound': [
    { name: 'a.mp4' },
    '“a.mp4” has no picture that this browser can show, only sound. Open a video file.',
  ],
  'film/unplayable': [
    { name: 'a.mov' },
    'This browser can’t play “a.mov”. Save it as MP4 (H.264) or WebM and try that.',
  ],
  'film/damaged': [
    { name: 'a.mov' },
    '“a.mov” can’t be played any further: it is damaged. Get a fresh copy, or open another film.',
  ],
  'film/no-frames': [
    {},
    'This browser does not let the page see the frames of a video. Try a current Chrome, Edge, Firefox or Safari.',
  ],
  'screen/refused': [{}, 'The browser did not let the page fill the screen. Try it once more.'],
  'film/incomplete': [
    { name: 'a.mov', sound: 'lost', end: { painted: 1, whole: 2 } },
    '“a.mov” is cut off or damaged: 1.0 s of 2.0 s are painted. Get a whole copy of the file for the rest. The painted film has no sound: this browser can’t read the sound of the file.',
  ],
  'recording/left': [
    {},
    'The recording ended when you left the page Live. You can download it there, below the picture.',
  ],
  'recording/film': [
    {},
    'The recording ended because the whole film is being painted. You can download it below the picture.',
  ],
  'recording/ended': [
    {},
    'The recording ended because another camera or film was started. You can download it below the picture.',
  ],
  'recording/turned': [
    {},
    'The shape of the picture changed. A video file can have only one shape, so the recording ended. Download it below the picture, and record again.',
  ],
  'recording/broken-off': [
    {},
    'The browser ended the recording. What was recorded until then is kept: download it, and record again.',
  ],
  'recording/unsupported': [
    {},
    'This browser can’t record. Take a snapshot, or try a current browser.',
  ],
  'recording/empty': [{}, 'Nothing was recorded: this browser gave no frame. Try again.'],
  'snapshot/failed': [{}, 'The snapshot could not be made. Try again.'],
  'compare/facts-not-downloaded': [
    { model: 'original-float32' },
    'The figures of original-float32 could not be downloaded. Check your connection, then reload the page.',
  ],
  'compare/network-not-ready': [{}, 'The network did not get ready. Try again.'],
  'compare/side': [
    { side: 'left', fault: { code: 'engine/memory' } },
    'Left side: There was not enough memory for a picture of this size. Choose a smaller size and try again.',
  ],
  'report/not-a-report': [
    { name: 'a.json' },
    '“a.json” is not a Brushlite report. Choose a JSON file that was downloaded from a Compare page.',
  ],
  'report/other-version': [
    { name: 'a.json', found: '2', wanted: 1 },
    '“a.json” is a report of version 2, and this page reads version 1. Reload the page, or make a new report.',
  ],
  'report/damaged': [
    { name: 'a.json' },
    '“a.json” is a Brushlite report, but damaged: figures are missing or are no numbers. Download it again.',
  ],
  'report/too-large': [
    { name: 'a.json' },
    '“a.json” is too large for a Brushlite report, which has some ten thousand letters. Choose another file.',
  ],
  'report/contradictory': [
    { name: 'a.json', about: 'weights' },
    '“a.json” contradicts itself: the weights are not the sum of its layers. Somebody has changed it, or another program made it. Download the report again.',
  ],
  'page/unexpected': [{}, 'Something went wrong. Try again, or reload the page.'],
};

const rows = Object.entries(table).map(([code, [facts, sentence]]) => ({
  code,
  fault: { code, ...facts } as AppFault,
  sentence,
}));

describe('a fault', () => {
  it.each(rows)('$code is a sentence with its facts', ({ fault, sentence }) => {
    expect(sentenceOf(fault)).toBe(sentence);
    expect(sentence).toMatch(/^[\p{Lu}“].*\.$/u);
  });

  describe('in Chinese', () => {
    afterEach(() => speak('en'));

    it.each(rows)('$code is a sentence without English', async ({ fault }) => {
      await speak('zh-Hans');
      const sentence = sentenceOf(fault);
      // What names, models and browsers are called is not translated.
      const facts = JSON.stringify(fault).match(/(?<=[:[,]")[^"]+(?="[,\]}])/g) ?? [];
      const own = facts.reduce((text, fact) => text.replace(new RegExp(fact, 'i'), ''), sentence);
      expect(englishIn(own)).toEqual([]);
      expect(own).not.toMatch(WESTERN_STOPS);
      expect(sentence).toMatch(/。$/);
    });
  });

  it('has a code of the table, and no other has a sentence', () => {
    expect(Object.keys(words.problems).sort()).toEqual(Object.keys(table).sort());
  });

  it.each<[AppFault, string]>([
    [
      { code: 'engine/model-not-downloaded' },
      'The network could not be downloaded (no answer from the server). Check your connection and try again.',
    ],
    [
      { code: 'queue/left-out', others: 1, tooMany: false, limit: 200 },
      'There was one file that is not a picture. It was left out.',
    ],
    [
      { code: 'queue/ended', painted: 1, failed: 0 },
      'The queue is finished: one photo is painted. You find the queue on the page Stylize.',
    ],
    [
      { code: 'queue/ended', painted: 0, failed: 2 },
      'No photo of the queue could be painted. You find the queue on the page Stylize.',
    ],
    [
      { code: 'queue/ended', painted: 5, failed: 2 },
      'The queue is finished: 5 photos are painted. 2 photos could not be painted. You find the queue on the page Stylize.',
    ],
    [
      { code: 'queue/zip-not-written', full: false },
      'The archive could not be written. Choose another place, and download it again.',
    ],
    [
      { code: 'engine/executor-not-started', executor: 'wasm', reason: 'CompileError' },
      'Painting with WebAssembly could not be started (CompileError).',
    ],
    [
      { code: 'engine/executor-not-started', executor: 'wasm' },
      'Painting with WebAssembly could not be started.',
    ],
    [
      { code: 'engine/executor-failed', executor: 'webgpu', fault: { code: 'engine/memory' } },
      'WebGPU could not paint on this device (too little memory), so another way is used.',
    ],
    [
      {
        ...{ code: 'engine/executor-failed', executor: 'tfjs-webgl' },
        fault: { code: 'engine/broken-painting', executor: 'tfjs-webgl' },
      },
      'WebGL could not paint on this device (no painting came out), so another way is used.',
    ],
    [{ code: 'paint/other-executor', chosen: 'tfjs-webgl' }, 'Painting with WebGL instead.'],
    [
      { code: 'compare/side', side: 'right', fault: { code: 'engine/gpu-lost' } },
      'Right side: The graphics processor was reset. Try again.',
    ],
    [
      { code: 'report/other-version', name: 'a.json', wanted: 1 },
      '“a.json” is a report of version unknown, and this page reads version 1. Reload the page, or make a new report.',
    ],
    [
      { code: 'page/unexpected', text: 'e.captureStream is not a function' },
      'Something went wrong. Try again, or reload the page.',
    ],
  ])('that lacks a fact, or has another, is a sentence all the same: %j', (fault, sentence) => {
    expect(sentenceOf(fault)).toBe(sentence);
  });

  it('shortens a name of more than 40 characters in the middle', () => {
    const long = `${'x'.repeat(80)}.png`;
    expect(sentenceOf({ code: 'film/photo', name: long })).toBe(
      '“xxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxx.png” is a photo. Open it on the page Stylize; this page takes a video file.',
    );
    const forty = 'y'.repeat(40);
    expect(sentenceOf({ code: 'picture/empty', name: forty })).toContain(`“${forty}” is empty`);
  });
});

describe('a file that is no picture for this browser', () => {
  afterEach(() => speak('en'));

  const kinds = ['film', 'svg', 'pdf', 'photoshop', 'raw', 'jpeg-2000'] as const;
  const variants = [
    ...(['jpeg-deep', 'jpeg-lossless', 'jpeg-hierarchical', 'jpeg-arithmetic'] as const),
    ...(['jpeg-ls', 'tiff-unusual', 'png-apple'] as const),
  ];
  it.each<AppFault>([
    ...kinds.map((kind) => ({ code: 'picture/other-kind', name, kind }) as const),
    ...variants.map((variant) => ({ code: 'picture/unsupported-variant', name, variant }) as const),
  ])('is named, and the sentence says what to do: %j', async (fault) => {
    expect(sentenceOf(fault)).toMatch(/^“x.jpg” is .*(Open|Export|Save) .*\.$/);
    await speak('zh-Hans');
    const chinese = sentenceOf(fault).replace(name, '');
    expect(chinese).toMatch(/请.*。$/);
    expect(englishIn(chinese)).toEqual([]);
    expect(chinese).not.toMatch(WESTERN_STOPS);
  });
});

describe('what an executor runs on', () => {
  const processor = { id: 'wasm', device: '', software: false } as const;

  it.each([
    [{ id: 'webgpu', device: 'NVIDIA H200', software: false }, 'NVIDIA H200'],
    [processor, 'Processor'],
    [{ ...processor, threads: 1 }, 'Processor, 1 thread'],
    [{ ...processor, threads: 2 }, 'Processor, 2 threads'],
  ] as const)('%j is called "%s"', (info, text) => {
    expect(deviceName(info)).toBe(text);
  });

  it('says why it is not a better one', () => {
    const info = {
      ...processor,
      threads: 1,
      because: [noWebgpu, { code: 'loading/code-not-downloaded' }],
    } as const;
    expect(deviceName(info)).toBe(
      'Processor, 1 thread. WebGPU is not available in this browser. A part of the page could not be downloaded. Check your connection and try again.',
    );
  });
});

it.each([
  [
    'tfjs-webgl',
    undefined,
    'WebGL is left out: its GPU is emulated by the processor, which would take minutes.',
  ],
  ['webgpu', noWebgpu, 'WebGPU is not available in this browser.'],
  [
    'wasm',
    { code: 'loading/code-not-downloaded' },
    'WebAssembly is left out: A part of the page could not be downloaded. Check your connection and try again.',
  ],
] as const)('%s is left out of the measurements with a reason', (id, reason, sentence) => {
  expect(whyLeftOut(id, reason)).toBe(sentence);
});

it('a sample picture has a title, and a picture from the clipboard a name', () => {
  expect(nameOf('still-life')).toBe('Still life');
  expect(nameOf()).toBe('Pasted picture');
});
