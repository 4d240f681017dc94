import { fileName } from '../fileName.ts';

/** Words of the Live page. */
export const live = {
  title: 'Live',
  start: {
    title: 'Your camera, as a painting',
    waiting: 'Waiting for the camera …',
    camera: 'Start the camera',
    cameraHint: 'The browser asks you first',
    film: 'Open a video file',
    resume: 'Resume the film',
    filmHint: 'Drop it here, or choose one: MP4, WebM or MOV',
    /** On a touch screen, where nothing is dropped. */
    filmHintTouch: 'MP4, WebM or MOV',
    note: (
      <span key="en">
        Every frame is painted on this device, and none is uploaded. Only what you record or paint
        to a file is kept, in this browser, until you remove it, or have downloaded it and close
        this page. A painted film flickers more than the film itself. If that is unpleasant for you,
        turn on <strong>Steady</strong>.
      </span>
    ),
  },
  stopped: 'Stopped',
  loading: (network: string) => `Loading the ${network.toLowerCase()} network …`,

  /** What the picture shows, for screen readers. */
  paintedFilm: (name: string) => `${name}, painted`,
  paintedCamera: 'The camera, painted',
  views: { painting: 'Painting', split: 'Split' },
  /** What is chosen in the split view: the other network. */
  beside: 'Beside the original',
  /** A divider of the split view, by what it divides. */
  divider: (left: string, right: string) => `${left} and ${right}`,
  cameraPart: 'Camera',
  filmPart: 'Film',

  source: 'Source',
  camera: 'Camera',
  /** A camera of a phone whose name does not say to which side it looks. */
  cameraFacing: (name: string, facing: 'front' | 'rear') => `${name} (${facing})`,
  cameraNumber: (number: number) => `Camera ${number}`,
  mirror: 'Mirror',
  speed: 'Speed',
  /** Below the longest side. */
  sizeHint:
    'The shorter it is, the faster, and the broader the strokes. The brush size of the other pages does not apply here.',
  aimAt: 'Aim at',
  framesASecond: (rate: number) => `${rate} frames a second`,
  look: 'Look',
  steady: 'Steady',
  steadyHint: 'Steady keeps the painting where nothing moves, so that it flickers less.',

  stop: 'Stop',
  snapshot: 'Snapshot',
  switchCamera: 'Other camera',
  record: 'Record',
  stopRecording: 'Stop recording',
  /** In the split view. */
  takesWhatIsSeen: 'Snapshots and recordings have all three parts, as you see them.',
  saving: 'Saving …',
  downloadRecording: (length: string, size: string) => `Download recording, ${length}, ${size}`,
  /** Of one that was downloaded, unless the visitor cancelled that. */
  downloadRecordingAgain: (length: string, size: string) => `Download again, ${length}, ${size}`,
  downloadedHint:
    'Check that each downloaded file is there: this browser keeps it only until you close or reload this page.',
  recordingsAndFilms: 'Recordings and films',
  removeRecording: 'Remove this recording',
  removeFilm: 'Remove this film',
  /** `name`: of the file. */
  downloadFilm: (name: string, length: string, size: string) =>
    `Download film “${fileName(name)}”, ${length}, ${size}`,
  /** Of one that was downloaded, unless the visitor cancelled that. */
  downloadFilmAgain: (name: string, length: string, size: string) =>
    `Download film “${fileName(name)}” again, ${length}, ${size}`,

  play: 'Play',
  pause: 'Pause',
  soundOn: 'Sound on',
  soundOff: 'Sound off',
  position: 'Position in the film',
  positionOf: (position: string, duration: string) => `${position} of ${duration}`,
  paintWholeFilm: 'Paint the whole film',
  filmSize: 'Size of the painted film',
  /** Before a film is painted to a file. */
  filmBecomes: {
    looking: 'Looking at the film …',
    /** `format`: "MP4" or "WebM". */
    file: (format: string) => `${format} file of the whole film`,
    /** The same, with a sound that can't be played or read here. */
    unplayable: (format: string) =>
      `${format} file of the whole film, with its sound as it is, which this browser can’t play`,
    lost: (format: string) =>
      `${format} file of the whole film, without its sound, which this browser can’t read`,
  },
  /** In the split view. */
  paintsTheFile: (network: string) => `The ${network.toLowerCase()} network paints the file.`,
  /** Said to screen readers. */
  filmIsReady: 'The film is painted. You can download it.',
  /** While it is painted. `style`: or those of a mix with their shares. */
  paintingFilmAs: (style: string) => `Painting the film as ${style}`,
  goesOn: 'It goes on while you use the other pages.',
  timeLeft: (time: string) => `About ${time} left.`,

  measured: 'Measured',
  figures: {
    rate: 'Frames a second',
    painting: 'Painting a frame',
    behindFilm: 'Behind the film',
    behindCamera: 'Behind the camera',
    dropped: 'Frames left out',
    pixels: 'Pixels',
  },
  /** Why the paintings have the size that they have. */
  pace: {
    fixed: (size: number) => `The longest side is fixed at ${size} pixels.`,
    fixedAbove: (size: number, painted: number) =>
      `The longest side is fixed at ${size} pixels, but the source has only ${painted}.`,
    measuring: (rate: number) => `Finding the largest size that holds ${rate} frames a second …`,
    /** While it records, where a larger or a smaller size would be sought without it. */
    recording: 'The size stays as it is until the recording ends.',
    fixedBelow: (size: number, width: number, height: number) =>
      `The longest side is fixed at ${size} pixels. The networks take no side under 20, so this is painted at ${width} × ${height}.`,
    /** `before`: the pixels that held the rate for long. `now`: one of the sentences here. */
    slowed: (before: number, now: string) =>
      `This device held ${before} pixels before and has become slower, perhaps because it is warm. ${now}`,
    slow: (size: number, shown: string, rate: number) =>
      `This device paints ${shown} frames a second at ${size} pixels, and not ${rate}. “Automatic” takes no smaller size.`,
    /** A button, where a smaller network would paint more frames. */
    faster: (network: string) => `Paint with ${network}, the fastest model`,
    /** The same, where a smaller picture would. */
    smaller: (size: number) => `Paint at ${size} pixels`,
    /** `arriving`: of the camera or the film. */
    source: (arriving: string, rate: number) =>
      `The source sends only ${arriving} frames a second. The target is ${rate}.`,
    largest: (size: number, rate: number) =>
      `This device holds ${rate} frames a second at ${size} pixels, the largest useful size.`,
    holds: (size: number, rate: number, larger: number, takes: string, leaves: string) =>
      `${size} pixels hold ${rate} frames a second; ${larger} would take about ${takes} a frame, and ${rate} frames a second leave ${leaves}.`,
  },
};
