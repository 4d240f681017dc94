import type { ReactNode } from 'react';
import { roughTime } from './roughTime.ts';

const paintedPart = (share: number) => {
  if (share === 1) return 'painted';
  return share === 0 ? 'not painted' : 'partly painted';
};

export interface Size {
  readonly width: number;
  readonly height: number;
}

const by = ({ width, height }: Size) => `${width}\u00a0×\u00a0${height}`;

/** Words of the Stylize page. */
export const stylize = {
  welcome: 'Your photo, as a painting',
  /** The picture that the page begins with. */
  example: {
    label: 'Example of a painting',
    photo: 'Photo',
    painting: (style: string) => `Painted as ${style}`,
  },
  /** What is made of a painting afterwards: how much of it covers the photo, and with which colours. */
  finish: 'Finish',
  keepColours: 'Keep my colours',
  undo: 'Undo',
  redo: 'Redo',
  /** The last pictures of the open photo, as small ones. */
  results: 'Last results',
  /** What a result has besides its style, for screen readers. */
  resultWith: {
    boldness: (share: string) => `boldness ${share}`,
    strength: (share: string) => `strength ${share}`,
    colours: 'my colours',
    mask: 'a mask',
  },
  /** Where the style applies: the visitor erases the painting from parts of the photo, and paints it back. */
  mask: {
    title: 'Mask',
    hint: 'Paint only a part',
    /** There is one, which leaves parts of the photo out. */
    used: 'Mask in use',
    remove: 'Remove',
    /** For screen readers. */
    removeMask: 'Remove mask',
    tools: 'Mask tools',
    /** How one draws, with the names of both brushes. */
    how: 'Drag over the picture: Erase brings the photo back there, Paint the painting.',
    brush: 'Brush',
    erase: 'Erase',
    paint: 'Paint',
    width: 'Width',
    softEdge: 'Soft edge',
    invert: 'Invert',
    clear: 'Clear',
    done: 'Done',
    help: 'Arrow keys move from cell to cell. Space or Enter switches a cell between painted and not painted. Escape ends.',
    /** A cell of the grid, from 1. `share`: how much of it is painted, 0..1. */
    cell: (row: number, column: number, share: number) =>
      `Row ${row}, column ${column}, ${paintedPart(share)}`,
  },
  /** The part of the photo that is painted. */
  crop: {
    open: 'Crop and turn',
    tools: 'Crop tools',
    /** For the keyboard and screen readers: each side is a slider. */
    edges: { left: 'Left side', right: 'Right side', top: 'Top side', bottom: 'Bottom side' },
    shape: 'Aspect ratio',
    /** Others are told in numbers. */
    shapes: { free: 'Free', photo: 'Original' } as Readonly<Record<string, string>>,
    tilt: 'Straighten',
    degrees: (tilt: number) => `${tilt.toFixed(1).replace('-', '−')}°`,
    turnLeft: 'Turn left',
    turnRight: 'Turn right',
    mirror: 'Mirror',
    whole: 'Whole photo',
    cancel: 'Cancel',
    done: 'Done',
    help: 'Arrow keys move a side. Tab goes to the next one. Escape leaves the photo as it was.',
  },
  anotherPhoto: 'Another photo',
  beforeAndAfter: 'Before and after',
  /** For screen readers, when the picture is there. */
  isPainted: 'Painted',
  painted: (photo: string) => `${photo}, painted`,
  download: 'Download',
  saving: {
    format: 'Format',
    formats: { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
    becomesWhite: 'In a JPEG, transparent parts are white',
    size: (size: string, about: boolean) => (about ? `about ${size}` : size),
    more: 'Save and share',
    quality: 'Quality',
    copy: 'Copy picture',
    copied: 'Copied',
    share: 'Share',
    shared: 'Shared',
    print: 'Print',
    printed: 'Sent to the print dialog',
    beforeAndAfter: 'Save before and after',
    saved: 'Saved',
    style: 'Save style',
    styleNote: 'JSON file',
    copyLink: 'Copy link',
    linkNote: 'Settings only',
    /** Where the visitor's own style is not in the link. */
    linkNoteLess: 'Without your own style',
    copiedLess: 'Copied without your style',
    working: 'Getting ready …',
    /** Until the picture is as large as its file is to be, and has its fine strokes. */
    waiting: 'once finished …',
    cancelWaiting: 'Cancel saving',
  },
  /** How broad the strokes are, and how large the file. */
  sizes: {
    brush: 'Brush size',
    brushEnds: ['Fine', 'Broad'] as readonly [string, string],
    output: 'Output size',
    asPhoto: (size: Size | undefined) => (size ? `As the photo, ${by(size)}` : 'As the photo'),
    twice: (size: Size | undefined) => (size ? `Twice the photo, ${by(size)}` : 'Twice the photo'),
    sideNames: { fourK: '4K', twoK: '2K', screen: 'Screen' },
    side: (side: number, name: string | undefined) =>
      name ? `${name}, ${side} pixels` : `${side} pixels`,
    custom: 'Custom …',
    customSide: 'Longest side in pixels',
    noNumber: (least: number, most: number) => `Type a number of pixels from ${least} to ${most}.`,
    clamped: (least: number, most: number, taken: number) =>
      `It can be from ${least} to ${most} pixels. ${taken} is used.`,
  },
  /** A large picture gets its fine strokes piece by piece. */
  refining: {
    soFar: (width: number, of: number) => `${width} of ${of} pixels so far`,
    enlarging: 'enlarging …',
    /** Where it is smaller than the visitor chose, and is not being enlarged. */
    saves: (width: number, height: number) =>
      `A download has ${by({ width, height })}\u00a0pixels now`,
    strokes: 'Fine strokes',
    /** Without a share where nothing is there yet; without a time where it takes longer than was thought. */
    painting: (share: string | undefined, msLeft: number | undefined) => {
      const strokes = share ? `fine strokes ${share}` : 'fine strokes';
      return msLeft === undefined ? `${strokes} …` : `${strokes}, ${roughTime(msLeft)} left`;
    },
    /** While an own style is learned. */
    waiting: (share: string | undefined) =>
      share ? `fine strokes ${share}, the rest after learning` : 'fine strokes after learning',
    stop: 'Stop',
    done: (time: string) => `fine strokes in ${time}`,
    refine: (ms: number) => `Add finer strokes (about ${roughTime(ms)})`,
  },
  paintedIn: (time: ReactNode) => <span key="en">Painted in {time}</span>,
  /** Of a picture that is enlarged afterwards, and gets fine strokes. */
  firstPaintedIn: (time: ReactNode) => <span key="en first">First painting in {time}</span>,
  /** Of the painting before, which is shown until another one is there. */
  stillShown: (style: string) => `Still shown: ${style}`,
  took: (time: string, network: string | undefined) => `${time} with the ${network ?? ''} network`,
  pixels: (width: number, height: number) => `${width}\u00a0×\u00a0${height}\u00a0pixels`,
  /** Of a painting that is enlarged afterwards. */
  seen: (width: number, height: number) => `The network saw ${by({ width, height })}\u00a0pixels`,
  emulated: '(a GPU emulated by the processor)',
  notPainted: 'Not painted yet',
  notPaintedAs: (style: string) => `Not painted as ${style} yet`,
  notPaintedWithBrush: 'Not painted with this brush size yet',
  notPaintedWithThese: 'Not painted with these settings yet',
};
