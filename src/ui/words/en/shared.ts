import { fileName } from '../fileName.ts';
import { EXECUTORS, type Page, type Progress, type ShortcutId } from '../../../state/index.ts';

/** Product names: the same in every language. */
const executors = EXECUTORS;

/** What happens while a visitor waits. `film`: a whole film is painted to a file. */
const phases: Readonly<Record<Progress['phase'] | 'film', string>> = {
  download: 'Downloading the network',
  stalled: 'Nothing has arrived for 10 seconds. Still waiting',
  prepare: 'Getting ready',
  paint: 'Painting',
  film: 'Painting the film',
};

const titles: Readonly<Record<Page, string>> = {
  stylize: 'Brushlite',
  live: 'Live · Brushlite',
  compare: 'Compare · Brushlite',
};

const pages: Readonly<Record<Page, string>> = {
  stylize: 'Stylize',
  live: 'Live',
  compare: 'Compare',
};

/** By the id of the sample picture. */
const samples: Readonly<Record<string, string>> = {
  landscape: 'Landscape',
  city: 'City',
  portrait: 'Portrait',
  'still-life': 'Still life',
  sea: 'Sea',
  night: 'Night',
  text: 'Lettering',
};

/** How each style paints, in one line, by its id. A style without a line has none. */
const manners: Readonly<Record<string, string>> = {
  'great-wave': 'Firm outlines, flat blues and the white of paper',
  'starry-night': 'Thick, swirling strokes in blue and yellow',
  'the-scream': 'Long, wavy lines under an orange sky',
  'composition-vii': 'Bright patches of colour, crossed by thin dark lines',
  udnie: 'Curved, folded planes with dark edges',
  minotaur: 'Dark water and golden light in broad, soft strokes',
  mondrian: 'A grid of black lines on grey and ochre',
  'woman-with-a-hat': 'Loose patches of strong, unmixed colour',
  'fate-of-the-animals': 'Sharp rays and wedges in red, blue and green',
  ploughman: 'Short strokes in rows, warm yellow beside cool blue',
  cyclist: 'Arcs and wedges that show speed',
  'water-lilies': 'Soft dabs of violet and green, like light on a pond',
  seascape: 'Small dots of pure colour, side by side',
  'exotic-landscape': 'Crisp leaves and rich greens, drawn plainly',
};

/**
 * Paintings and artists by the id of the style. In English the manifest of the models has them; a language has its own
 * names here.
 */
const styles: Readonly<
  Record<string, { readonly title: string; readonly artist: string; readonly year?: string }>
> = {};

/** By the id of the network; in English the manifest has them. */
const networkTitles: Readonly<Record<string, string>> = {};

const strengthEnds: readonly [none: string, all: string] = ['Photo', 'Painting'];
const boldnessEnds: readonly [less: string, more: string] = ['Soft strokes', 'Bold strokes'];

/** What opens in every browser. Some open others, too, such as JPEG XL. */
const pictureFormats = 'JPEG, PNG, WebP, HEIC, AVIF, GIF, TIFF or BMP';

/** Words that several pages use. */
export const shared = {
  /** Between the parts of a list. */
  comma: ', ',
  /** Between two statements. */
  stop: '. ',
  styles,
  networkTitles,
  executors,
  phases,
  samples,
  manners,
  /** The name of a picture that came without one: from the clipboard. */
  pastedPicture: 'Pasted picture',
  /** What an executor runs on that uses no GPU. `threads`: undefined until it has started. */
  processor: (threads: number | undefined) =>
    threads ? `Processor, ${threads} ${threads === 1 ? 'thread' : 'threads'}` : 'Processor',

  titles,
  pages,
  pagesLabel: 'Pages',
  /** Beside the name of a page that is not shown. */
  queueGoesOn: (share: string) => `(the queue is painted, ${share})`,
  filmGoesOn: (share: string) => `(a film is painted, ${share})`,
  privacy: 'Your pictures never leave this device',

  starting: 'Starting …',
  opening: 'Opening …',
  tryAgain: 'Try again',
  paintIt: 'Paint it',
  cancel: 'Cancel',
  closeMessage: 'Close this message',
  /** Of a file that the page does not take. */
  openOn: (page: string) => `Open on ${page}`,

  dropHere: 'Drop it here',
  photo: 'Photo',
  video: 'Video',
  chooseAPhoto: 'Choose a photo',
  photoIsKept: 'Your photo and its results stay in this browser until you remove the photo.',
  removePhoto: 'Remove photo',
  /** A link, where an own style was not learned for a network. */
  learnOnStylize: 'Learn it on Stylize',
  /** Of the photo that was open before. */
  gone: {
    removed: 'Photo removed.',
    replaced: 'Photo replaced.',
    putBack: 'Put back',
    style: (name: string) => `Style “${name}” removed.`,
    /** Of photos of the queue; `name` is the first one's. */
    queued: (name: string, count: number) =>
      count === 1 ? `${name} removed from the queue.` : `${count} photos removed from the queue.`,
    /** Of photos of the queue, which had settings of their own. */
    settings: (count: number) =>
      `Settings of ${count} ${count === 1 ? 'photo' : 'photos'} replaced.`,
    recording: (length: string) => `Recording of ${length} removed.`,
    /** `name`: of the painted film's file. */
    film: (name: string) => `Film “${fileName(name)}” removed.`,
  },
  welcomeTarget: 'Drop a photo, paste it, or choose one',
  /** On a touch screen, where nothing is dropped and the browser offers the camera. */
  welcomeTouch: 'Choose a photo or take one',
  pictureFormats,
  welcomeFormats: `${pictureFormats}, up to 50\u00a0MB`,
  orTryOne: 'Or try one of these',

  canvas: 'Canvas',
  settings: 'Settings',
  style: 'Style',
  /** Of a style that the visitor made. */
  ownStyle: 'Your own style',
  mix: 'Mix',
  mixHint: 'Choose up to four styles. A slider sets the share of each.',
  mixIsFull: 'Four styles are the most. Take one away to choose another.',
  stylesOfMix: 'Styles of the mix',
  shares: 'Shares',
  boldness: 'Boldness',
  /** What the two ends of the boldness do. */
  boldnessEnds,
  strength: 'Strength',
  /** What the two ends of the strength are. */
  strengthEnds,
  model: 'Model',
  details: 'Details',
  /** What a network is good for, by its id. */
  networks: {
    original: 'Best quality',
    compressed: 'Nearly as good',
    tiny: 'Fastest',
  } as Readonly<Record<string, string>>,
  modelFigures: (network: string, size: string, weights: string) =>
    `${network}: ${size} to download, ${weights} weights`,
  view: 'View',
  holdToSee: 'Hold to see the photo',
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  longestSide: 'Longest side',
  automatic: 'Automatic',
  pixels: (side: number) => `${side} pixels`,

  close: 'Close',
  shortcuts: {
    title: 'Keyboard shortcuts',
    names: {
      open: 'Open a file',
      download: 'Download the painting',
      style: 'Choose one of the first nine styles',
      hold: 'See the photo while the key is held',
      fullScreen: 'Full screen, and back',
      undo: 'Undo',
      redo: 'Redo',
      list: 'Show this list',
    } satisfies Record<ShortcutId, string> as Readonly<Record<ShortcutId, string>>,
    on: 'Use single keys',
    or: 'or',
    others:
      'Tab goes from control to control. Arrow keys move what has the focus: styles, sliders and the divider. In a picture, + and − zoom, 0 shows all of it, and Shift with an arrow key moves it. A photo can be pasted. Esc closes what is open: this list, a message, the crop tool, the mask, full screen.',
  },
  about: {
    title: 'About Brushlite',
    what: 'Brushlite paints your photo in the style of a painting, here in your browser.',
    sent: 'Sent from your device: 0 bytes',
    sentWhy:
      'Nothing in this page uploads your pictures, and its security policy lets it connect to nothing but its own files. You can check that: go offline and paint on, or watch the Network panel of your browser’s developer tools.',
    howTitle: 'How it works',
    how: 'A neural network has learned the strokes and colours of a set of paintings. It paints your photo on your own graphics or main processor. A large photo is painted at a smaller size first. That painting is enlarged, and the network can add finer strokes to it, piece by piece. Your settings decide how bold the painting is, and how much of the photo stays.',
    licenceTitle: 'Licence',
    licence:
      'Brushlite is free software under the MIT licence, also its sample pictures. Copyright 2026 the Brushlite authors.',
    builtWith: 'Built with the work of others:',
    licences: 'Their licences in full',
    version: (version: string) => `Version ${version}`,
  },
  update: {
    text: 'There is a new version.',
    reload: 'Reload',
    later: 'Later',
  },
  /** Code that the page needs does not arrive. */
  stalled: 'Nothing has arrived for 10 seconds. The page is still waiting for one of its parts.',

  crash: {
    title: 'This page has stopped working',
    text: 'Something went wrong while it was being shown. Reload it to go on: your settings and your photo are kept where your browser allows it, but a video has to be opened again. Until then, your photo is still on the other pages.',
    reload: 'Reload the page',
  },
  /** In the place of a page whose code did not arrive. */
  notDownloaded: {
    title: 'This page could not be downloaded',
    text: 'Check your connection, then reload. Your settings and your photo are kept where your browser allows it.',
  },

  units: {
    percent: (value: string) => `${value} %`,
    milliseconds: (value: string) => `${value} ms`,
    seconds: (value: string) => `${value} s`,
  },
  /** The buttons that zoom a picture. */
  zoom: {
    label: 'Zoom',
    fit: 'Fit',
    exact: '100 %',
    exactHint: 'One pixel of the picture on one pixel of the screen',
    out: 'Zoom out',
    in: 'Zoom in',
    inHint: 'Zoom in: press +, pinch, or click the picture and turn the wheel',
    shownAt: 'Shown at',
  },
  /** One quantity against another. `plain`, `count`, `size`, `time`: the words for less and for more. */
  ratio: {
    same: 'the same',
    asFast: 'as fast',
    asLong: 'as long',
    /** Of times that differ, but too much from run to run to say which is shorter. */
    unclear: 'varies too much to tell',
    plain: { less: 'less', more: 'more' },
    count: { less: 'fewer', more: 'more' },
    size: { less: 'smaller', more: 'larger' },
    time: { less: 'faster', more: 'slower' },
  },
};
