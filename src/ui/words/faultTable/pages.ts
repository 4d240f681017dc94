import { name, noWebgpu, type Code, type Sentences } from './type.ts';
import type { faultsOfParts } from './parts.ts';

/** What the pages themselves have to tell, in English. */
export const faultsOfPages: Sentences<Exclude<Code, keyof typeof faultsOfParts>> = {
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
  'link/several': [
    {
      faults: [
        { code: 'link/strength-clamped', given: 9 },
        { code: 'link/network-gone', network: 'huge' },
      ],
    },
    'The link asks for a strength of 9, and it goes from 0 to 1. The nearest one is used. The link asks for the network “huge”, which is not here any more. The network that you had is used.',
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
