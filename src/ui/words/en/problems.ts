import type { EngineFault } from '../../../engine/index.ts';
import type { OtherKind, Variant } from '../../../picture/index.ts';
import { fileName } from '../fileName.ts';
import { sentenceIn, type Sentences } from '../sentence.ts';
import { megabytes, typeName } from '../values.ts';
import { shared } from './shared.ts';

const { executors } = shared;

const CODE_NOT_STARTED =
  'This browser does not run a part of the page. Update the browser, or use another one.';
const NOTHING_ARRIVED = 'The painting did not arrive. Try again.';
const OR_FILM = 'Or open a video file instead.';

/** A fault of a device as a part of a sentence. */
function inBrackets(fault: EngineFault): string {
  switch (fault.code) {
    case 'engine/internal':
      return fault.text;
    case 'engine/memory':
      return 'too little memory';
    case 'engine/broken-painting':
      return 'no painting came out';
    case 'engine/model-unsupported':
      return fault.what;
    default:
      return fault.code;
  }
}

/** The first names of files, and how many others there are. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `“${fileName(name)}”`);
  const others = names.length - shown.length;
  if (others > 0) return `${shown.join(', ')} and ${others} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join('');
}

/** What files are that are no photos, and what to do with them. */
const otherKinds: Readonly<Record<OtherKind, string>> = {
  film: 'is a video. Open it on the page Live; this page takes a photo.',
  svg: 'is a drawing (SVG), not a photo. Export it as PNG or JPEG and try that.',
  pdf: 'is a document (PDF), not a photo. Save the picture in it as PNG or JPEG and try that.',
  photoshop: 'is a Photoshop file (PSD). Export it as PNG or JPEG and try that.',
  raw: 'is a camera raw file, which browsers can’t open. Export it as JPEG from your photo program and try that.',
  'jpeg-2000':
    'is a JPEG 2000 file, which browsers can’t open. Save it as JPEG or PNG and try that.',
};

/** Kinds of pictures that only special programs open. */
const variants: Readonly<Record<Variant, string>> = {
  'jpeg-deep': 'a JPEG of more than 8 bits a colour',
  'jpeg-lossless': 'a lossless JPEG',
  'jpeg-hierarchical': 'a hierarchical JPEG',
  'jpeg-arithmetic': 'a JPEG with arithmetic coding',
  'tiff-unusual': 'a TIFF with a rare compression or rare colours',
  'jpeg-ls': 'a JPEG-LS file',
  'png-apple': 'a PNG in Apple’s own form for apps (CgBI)',
};

const photosOf = (count: number) => (count === 1 ? 'One photo' : `${count} photos`);
const queueEnded = (painted: number) =>
  `The queue is finished: ${painted === 1 ? 'one photo is' : `${painted} photos are`} painted.`;

/** What can go wrong, by code. */
export const problems: Sentences = {
  'browser/lacks': ({ features }) =>
    `This browser lacks what Brushlite can’t do without (${features.join(', ')}). Update it, or use a current Chrome, Edge, Firefox or Safari.`,
  'browser/canvas-scrambled': () =>
    'This browser hides the pixels of your pictures from the page, to protect you from being recognized, so a painting would be noise. Allow this page to use canvas data: there is a sign for it in the address bar. Then try again.',

  'loading/stalled': ({ seconds }) =>
    `Nothing arrived from the server for ${seconds} seconds, so the download was stopped. Check your connection and try again.`,
  'loading/code-not-downloaded': () =>
    'A part of the page could not be downloaded. Check your connection and try again.',
  'loading/workers-forbidden': () =>
    'A security rule of this site, or an add-on of the browser, does not let the page start a part of itself. Tell those who run the site, or try without add-ons.',
  'loading/new-version': () =>
    'There is a new version. Reload the page to go on: your photo and your settings are kept.',

  'engine/manifest-not-downloaded': () =>
    'The list of networks could not be downloaded. Check your connection and try again.',
  'engine/manifest-unreadable': () =>
    'The list of networks on the server is not one that this page can read. Reload the page.',
  'engine/model-not-downloaded': ({ status }) =>
    `The network could not be downloaded (${status ? `the server answered ${status}` : 'no answer from the server'}). Check your connection and try again.`,
  'engine/model-damaged': () =>
    'The network arrived damaged twice, so it was not used. Try again later, or reload the page.',
  'engine/model-unreadable': () =>
    'The network on the server is not one that this page can read. Reload the page.',
  'engine/model-incomplete': ({ weight }) =>
    `The network on the server is not complete (${weight}). Reload the page.`,
  'engine/model-mismatched': () =>
    'The network on the server does not fit its description. Reload the page.',
  'engine/model-unsupported': ({ what }) => `Our own kernels do not know networks with ${what}.`,
  'engine/unknown-model': ({ model }) => `There is no network named “${model}” on this server.`,
  'engine/code-not-started': () => CODE_NOT_STARTED,
  'engine/memory': () =>
    'There was not enough memory for a picture of this size. Choose a smaller size and try again.',
  'engine/gpu-lost': () => 'The graphics processor was reset. Try again.',
  'engine/worker-stopped': () =>
    'The part of the page that paints stopped working. Try again, or choose a smaller size.',
  'engine/disposed': () => 'Painting was stopped. Reload the page.',
  'engine/no-executor': () =>
    'This browser has neither WebGPU, WebGL 2 nor WebAssembly SIMD, so it can’t run the networks. Try a current Chrome, Edge, Firefox or Safari.',
  'engine/executor-missing': ({ executor }) =>
    `${executors[executor]} is not available in this browser.`,
  'engine/gpu-hidden': ({ executor }) =>
    `This browser hides the graphics processor from the page, so ${executors[executor]} is not used.`,
  'engine/executor-not-started': ({ executor, reason }) =>
    `Painting with ${executors[executor]} could not be started${reason === undefined ? '' : ` (${reason})`}.`,
  'engine/none-started': ({ faults }) => faults.map(sentence).join(' '),
  'engine/executor-failed': ({ executor, fault }) =>
    `${executors[executor]} could not paint on this device (${inBrackets(fault)}), so another way is used.`,
  'engine/executor-replaced': ({ executor }) =>
    `Painting with ${executors[executor]} stopped working. Choose another way to paint, or try again.`,
  'engine/broken-painting': ({ executor }) =>
    `${executors[executor]} gave a picture with holes in it. Add ?executor=wasm to the page’s address to use another way.`,
  'engine/float16-differs': ({ executor }) =>
    `${executors[executor]} does not compute well in half precision on this graphics processor, so full precision is used.`,
  'engine/wrong-size': ({ width, height }) =>
    `The network does not take pictures of ${width} × ${height} pixels. Choose another size.`,
  'engine/wrong-style-count': ({ expected, given }) =>
    `This network has ${expected} styles, not ${given}. Reload the page.`,
  'engine/wrong-row': ({ expected, given }) =>
    `This style has ${given} numbers, and the network needs ${expected}. Choose another style.`,
  'engine/rows-file-unknown': () =>
    'That file is not a style that was saved here. Choose a file that “Save style” wrote.',
  'engine/rows-file-newer': () =>
    'That style was saved by a newer version of this page. Reload the page and try again.',
  'engine/rows-file-damaged': () =>
    'That style file is damaged: a part of it is missing or was changed. Get a fresh copy and try again.',
  'engine/no-photos': () => 'There is no photo to learn with. Open one and try again.',
  'engine/learning-diverged': () =>
    'The loss was no longer a number, so learning was stopped. What was learned before is kept.',
  'engine/internal': () => 'Painting failed. Try again, or reload the page.',

  'picture/unreadable': () =>
    'That could not be read: it may be a folder, or have been moved. Choose a photo again.',
  'picture/crashed': () => 'The picture could not be processed. Try again, or try a smaller one.',
  'picture/code-not-started': () => CODE_NOT_STARTED,
  'picture/no-canvas': () =>
    'This browser has no memory left for a canvas. Close some tabs and try again.',
  'picture/large-gone': () =>
    'The large picture is no longer in memory. Change a setting, and it is made again.',
  'picture/empty': ({ name }) => `“${fileName(name)}” is empty (0 bytes). Choose another photo.`,
  'picture/too-many-bytes': ({ name, bytes, limit }) =>
    `“${fileName(name)}” is ${megabytes(bytes)}, more than the ${megabytes(limit)} that fit here. Save a smaller copy and try that.`,
  'picture/too-many-pixels': ({ name, width, height, limit }) =>
    `“${fileName(name)}” measures ${width} × ${height} pixels, more than the ${limit / 1e6} megapixels that fit here. Scale it down and try again.`,
  'picture/not-a-picture': ({ name }) =>
    `“${fileName(name)}” is not a picture that Brushlite knows. Choose a ${shared.pictureFormats}.`,
  'picture/unsupported': ({ name, type }) =>
    `This browser can’t open ${type.toUpperCase()} files like “${fileName(name)}”. Save it as JPEG or PNG and try that.`,
  'picture/unsupported-variant': ({ name, variant }) =>
    `“${fileName(name)}” is ${variants[variant]}, and this kind is not supported by this browser. Save it as an ordinary JPEG or PNG and try that.`,
  'picture/other-kind': ({ name, kind }) => `“${fileName(name)}” ${otherKinds[kind]}`,
  'picture/damaged': ({ name }) =>
    `“${fileName(name)}” is damaged or was cut off on the way. Get a fresh copy of the file and try again.`,
  'picture/film-undecodable': ({ name }) => unplayable(name),
  'picture/film-unencodable': () =>
    'This browser can’t write video files. Try a current Chrome, Edge, Firefox or Safari.',
  'picture/not-written': () =>
    'This browser can’t write picture files. Try a current Chrome, Edge, Firefox or Safari.',
  'picture/type-not-written': ({ type }) =>
    `This browser can’t write ${typeName(type)} files. Choose another format.`,
  'picture/too-long-for-type': ({ type, limit, width, height }) =>
    `The picture measures ${width} × ${height} pixels, and a ${typeName(type)} file takes ${limit} a side. Choose PNG, or a smaller size.`,
  'picture/different-sizes': ({ a, b }) =>
    `The two pictures differ in size (${a.width} × ${a.height} and ${b.width} × ${b.height} pixels), so they can’t be compared. Paint both at one size.`,

  'photo/none': () => 'That was not a picture file. Save the picture first, then drop the file.',
  'photo/not-handed-over': () =>
    'The file did not arrive from the other app. Share or open it once more, or drop it here.',
  'photo/many': ({ count }) =>
    `Those were ${count} files, and this page takes one photo at a time. Drop just one, or drop all of them on the page Stylize.`,
  'queue/left-out': ({ others, tooMany, limit }) =>
    [
      others === 1 && 'There was one file that is not a picture. It was left out.',
      others > 1 && `There were ${others} files that are not pictures. They were left out.`,
      tooMany &&
        `The queue holds ${limit} photos, so only the first were taken. Paint these and remove them, then add the rest.`,
    ]
      .filter(Boolean)
      .join(' '),
  'queue/ended': ({ painted, failed }) => {
    const ended = painted === 0 ? 'No photo of the queue could be painted.' : queueEnded(painted);
    const others = painted > 0 && failed > 0 ? ` ${photosOf(failed)} could not be painted.` : '';
    return `${ended}${others} You find the queue on the page Stylize.`;
  },
  'queue/file-changed': ({ name }) =>
    `“${fileName(name)}” was changed, moved or deleted since it was added. Remove it here and add it again.`,
  'queue/not-kept': ({ names }) =>
    `This browser has no room to keep ${listOf(names)} for your next visit. Until you close the page, ${names.length === 1 ? 'it stays' : 'they stay'} in the queue.`,
  'queue/zip-not-written': ({ full }) =>
    full
      ? 'There was not enough room for the archive. Make some room, or choose another place, and download it again.'
      : 'The archive could not be written. Choose another place, and download it again.',
  'photo/sample-not-downloaded': () =>
    'The sample picture could not be downloaded. Check your connection and try again.',
  'paint/other-executor': ({ chosen, reason }) =>
    [reason && sentence(reason), `Painting with ${executors[chosen]} instead.`]
      .filter(Boolean)
      .join(' '),
  'link/boldness-clamped': ({ given }) =>
    `The link asks for a boldness of ${given}, and it goes from 0 to 1. The nearest one is used.`,
  'link/strength-clamped': ({ given }) =>
    `The link asks for a strength of ${given}, and it goes from 0 to 1. The nearest one is used.`,
  'link/style-gone': ({ style, othersStay }) =>
    othersStay
      ? `The link mixes in the style “${style}”, which is not here any more. The mix is made without it.`
      : `The link asks for the style “${style}”, which is not here any more. The style that you had is used.`,
  'link/network-gone': ({ network }) =>
    `The link asks for the network “${network}”, which is not here any more. The network that you had is used.`,
  'link/several': ({ faults }) => faults.map(sentence).join(' '),
  'link/without-own-style': () =>
    'The link does not carry your own style. Save the style as a file to share it.',
  'own/other-network': ({ style, title }) =>
    `“${fileName(style)}” was not learned for the ${title.toLowerCase()} network yet. Learn it for this network, or choose another one.`,
  'own/other-version': ({ style }) =>
    `“${fileName(style)}” was learned for another version of this network, so it can’t paint with this one. Learn it again.`,
  'own/file-of-other-version': ({ style }) =>
    `“${fileName(style)}” was learned for another network or another version of it, so it can’t paint here. Choose its painting, and it is learned again.`,
  'style-file/not-one': ({ name, report }) =>
    report
      ? `“${fileName(name)}” is a report. Open it on the page Compare.`
      : `“${fileName(name)}” is not a style file. Choose one that “Save style” wrote.`,
  'style-file/newer': ({ name }) =>
    `“${fileName(name)}” was saved by a newer version of this page. Reload the page and try again.`,
  'style-file/damaged': ({ name }) =>
    `The style file “${fileName(name)}” is damaged: a part of it is missing or was changed. Get a fresh copy and try again.`,
  'style-file/other-network': ({ title, network }) =>
    `“${fileName(title)}” was saved with a version of the network “${fileName(network)}” that is not here, so it can’t paint. Choose a style that is here.`,
  'style-file/other-version': ({ title }) =>
    `“${fileName(title)}” was saved with another version of the network. Its styles and its boldness are chosen, and paint with the version of today: the picture may look a little different.`,
  'own/many': ({ count }) => `Those are ${count} files. Choose one painting.`,
  'own/not-connected': () => 'The page is still starting. Try again in a moment.',
  'own/not-kept': ({ style }) =>
    `This browser has no room to keep “${fileName(style)}”. It stays until you close the page: use “Save style” to keep it as a file.`,
  'paint/nothing-arrived': () => NOTHING_ARRIVED,
  'clipboard/denied': () =>
    'The browser did not let the page copy the picture. Allow the clipboard for this page in the address bar and try again, or download the picture.',
  'clipboard/missing': () =>
    'This browser has no clipboard for pictures at this address. Download the picture instead.',
  'clipboard/link-in-address': () =>
    'The browser did not let the page copy the link. It is in the address bar now: copy it from there.',
  'share/failed': () => 'The picture could not be shared. Try again, or download it.',
  'share/press-again': () => 'The picture is ready now. Press Share again.',
  'save/picture-changed': () =>
    'The picture changed before it was finished, so it was not saved. Save it again.',
  'save/left': () =>
    'The picture is not finished yet, so it is not saved. Go back to the page Stylize: it is finished and saved there.',
  'camera/insecure': () =>
    `Browsers give the camera to secure addresses only (https://, or localhost). Open the page at such an address. ${OR_FILM}`,
  'camera/denied': () =>
    `The camera was not allowed. Allow it for this page in the address bar, then start it again. ${OR_FILM}`,
  'camera/denied-by-system': () =>
    `This device does not let the browser use the camera. Allow it in the privacy settings of the system, then start the camera again. ${OR_FILM}`,
  'camera/denied-by-page': () =>
    `The page around this one, or its server, does not let it use the camera. Open Brushlite in a tab of its own, and start the camera there. ${OR_FILM}`,
  'camera/no-answer': () =>
    'The browser is waiting for your answer: it asks at the top of the window whether this page may use the camera. If you see no question, look for a camera sign in the address bar.',
  'camera/no-frames': () =>
    'The camera is on and sends no picture. Close other programs that use it, plug it in again, or choose another camera.',
  'camera/muted': () =>
    'The camera is switched off and sends no picture. Switch it on: with its own switch, its key on the keyboard, or in the settings of the system.',
  'camera/none': () => `No camera was found. Connect one and start it again. ${OR_FILM}`,
  'camera/busy': () =>
    `The camera could not be started; another program may be using it. Close that, or choose another camera, and start it again. ${OR_FILM}`,
  'camera/unplugged': () =>
    `The camera was disconnected. Plug it in, or choose another one, and start it again. ${OR_FILM}`,
  'camera/other': () => 'The camera of last time is not here, so another one was started.',
  'film/painted': ({ name }) =>
    `“${fileName(name)}” is painted. You find the film on the page Live.`,
  'film/not-painted': ({ name }) =>
    `“${fileName(name)}” could not be painted to its end. The page Live says why.`,
  'film/none': () => 'That was not a video file. Save the video first, then drop the file.',
  'film/many': ({ count }) =>
    `Those were ${count} files. Brushlite plays one film at a time: drop just one.`,
  'film/photo': ({ name }) =>
    `“${fileName(name)}” is a photo. Open it on the page Stylize; this page takes a video file.`,
  'film/empty': ({ name }) =>
    `“${fileName(name)}” is empty (0 bytes). Get a fresh copy, or open another film.`,
  'film/only-sound': ({ name }) =>
    `“${fileName(name)}” has no picture that this browser can show, only sound. Open a video file.`,
  'film/unplayable': ({ name }) => unplayable(name),
  'film/damaged': ({ name }) =>
    `“${fileName(name)}” can’t be played any further: it is damaged. Get a fresh copy, or open another film.`,
  'film/no-frames': () =>
    'This browser does not let the page see the frames of a video. Try a current Chrome, Edge, Firefox or Safari.',
  'film/incomplete': ({ name, sound, end }) =>
    [
      end &&
        `“${fileName(name)}” is cut off or damaged: ${end.whole === undefined ? `only the first ${seconds(end.painted)} are` : `${seconds(end.painted)} of ${seconds(end.whole)} are`} painted. Get a whole copy of the file for the rest.`,
      sound === 'lost' &&
        'The painted film has no sound: this browser can’t read the sound of the file.',
      sound === 'unplayable' &&
        'The sound was taken along as it is. This browser can’t play it; other players may.',
    ]
      .filter(Boolean)
      .join(' '),
  'recording/left': () =>
    'The recording ended when you left the page Live. You can download it there, below the picture.',
  'recording/ended': () =>
    'The recording ended because another camera or film was started. You can download it below the picture.',
  'recording/film': () =>
    'The recording ended because the whole film is being painted. You can download it below the picture.',
  'recording/turned': () =>
    'The shape of the picture changed. A video file can have only one shape, so the recording ended. Download it below the picture, and record again.',
  'recording/broken-off': () =>
    'The browser ended the recording. What was recorded until then is kept: download it, and record again.',
  'recording/unsupported': () =>
    'This browser can’t record. Take a snapshot, or try a current browser.',
  'recording/empty': () => 'Nothing was recorded: this browser gave no frame. Try again.',
  'snapshot/failed': () => 'The snapshot could not be made. Try again.',
  'screen/refused': () => 'The browser did not let the page fill the screen. Try it once more.',
  'compare/facts-not-downloaded': ({ model }) =>
    `The figures of ${model} could not be downloaded. Check your connection, then reload the page.`,
  'compare/network-not-ready': () => 'The network did not get ready. Try again.',
  'compare/side': ({ side, fault }) =>
    `${side === 'left' ? 'Left' : 'Right'} side: ${sentence(fault)}`,
  'report/not-a-report': ({ name }) =>
    `“${fileName(name)}” is not a Brushlite report. Choose a JSON file that was downloaded from a Compare page.`,
  'report/other-version': ({ name, found = 'unknown', wanted }) =>
    `“${fileName(name)}” is a report of version ${found}, and this page reads version ${wanted}. Reload the page, or make a new report.`,
  'report/damaged': ({ name }) =>
    `“${fileName(name)}” is a Brushlite report, but damaged: figures are missing or are no numbers. Download it again.`,
  'page/language-not-downloaded': () =>
    'That language could not be downloaded. Check your connection and choose it again.',
  'page/unexpected': () => 'Something went wrong. Try again, or reload the page.',
  'report/too-large': ({ name }) =>
    `“${fileName(name)}” is too large for a Brushlite report, which has some ten thousand letters. Choose another file.`,
  'report/contradictory': ({ name, about }) =>
    `“${fileName(name)}” contradicts itself: ${CONTRADICTIONS[about]} Somebody has changed it, or another program made it. Download the report again.`,
};

const CONTRADICTIONS = {
  picture: 'no picture has the size that it names.',
  layers: 'it has no layers, or impossible ones.',
  weights: 'the weights are not the sum of its layers.',
  multiplyAdds: 'the multiply-adds are not the sum of its layers.',
  memory: 'its weights do not fit into their memory.',
  parts: 'the parts of a run are not its whole.',
};

/** A length as a part of a sentence. */
const seconds = (value: number) => `${value.toFixed(1)} s`;

function unplayable(name: string): string {
  return `This browser can’t play “${fileName(name)}”. Save it as MP4 (H.264) or WebM and try that.`;
}

/** The sentence of a fault that is a part of another. */
const sentence = sentenceIn(problems);
