import type { Length, LearningProgress } from '../../../state/stylize/index.ts';
import { roughTime } from './roughTime.ts';

const phases: Readonly<Record<LearningProgress['phase'], string>> = {
  prepare: 'Getting ready',
  download: 'Downloading what learning needs',
  stalled: 'Nothing has arrived for 10 seconds. Still waiting',
  choose: 'Looking for the nearest style',
  learn: 'Learning',
};

const lengths: Readonly<Record<Length, string>> = { quick: 'Quick', usual: 'Usual', long: 'Long' };

/** Words of the panel in which a visitor makes a style of a painting. */
export const ownStyle = {
  title: 'Your own style',
  /** The whole help that is needed, in about 24 words. */
  help: 'Choose a painting with visible strokes and few colours, larger than 400 pixels. This page learns to paint like it, here on your device.',
  painting: 'Painting',
  target: 'Drop a painting, paste it, or choose one',
  /** On a touch screen, where nothing is dropped. */
  targetTouch: 'Choose a painting',
  orFile: 'A style file that was saved here works, too.',
  againTitle: (name: string) => `Choose the painting of “${name}”`,
  yours: 'Your styles',
  crop: 'The part to learn',
  cropHelp: 'Leave out the frame, the wall and the signature.',
  corners: {
    'left-top': 'Top left corner',
    'right-top': 'Top right corner',
    'left-bottom': 'Bottom left corner',
    'right-bottom': 'Bottom right corner',
  } as Readonly<Record<string, string>>,
  /** Of a crop, in percent, for screen readers. */
  cropIs: (left: string, top: string, width: string, height: string) =>
    `${width} wide, ${height} high, ${left} from the left, ${top} from the top`,
  small: (width: number, height: number) =>
    `This part has ${width} × ${height} pixels. With more than 400 a side the strokes come out better.`,
  /** Of a picture that has nearly one colour. */
  flat: 'This part has nearly one colour, so there are no strokes to learn.',
  length: 'How long',
  lengths,
  steps: (count: number) => `${count} steps`,
  /** Once that was measured on this device. */
  about: (ms: number) => `about ${roughTime(ms)}`,
  /** Before it is learned. */
  onlyFor: (network: string) =>
    `It is learned for the ${network} network, the one chosen now. Each network learns it by itself.`,
  /** As it was measured the last time. */
  takesAbout: (steps: number, ms: number) =>
    `${steps} steps take about ${roughTime(ms)} on this device. You can stop earlier.`,
  /** Where nothing was measured yet. `elsewhere`: on two processor cores. */
  takesSteps: (steps: number, elsewhere: number | undefined) =>
    [
      `How long ${steps} steps take on this device is shown after the first few.`,
      elsewhere !== undefined && `On two processor cores they took ${roughTime(elsewhere)}.`,
      'You can stop before all are done: what was learned until then stays.',
    ]
      .filter(Boolean)
      .join(' '),
  learn: 'Learn this style',
  anotherPainting: 'Another painting',
  phases,
  learning: 'Learning',
  step: (done: number, of: number) => `Step ${done} of ${of}`,
  left: (ms: number) => `about ${roughTime(ms)} left`,
  loss: 'Distance from the painting, step by step',
  lossFrom: (first: string, last: string) => `It went from ${first} to ${last}.`,
  seeing: 'The picture shows what is learned so far. You can go on with other things.',
  /** Where the picture shows something else. */
  goOn: 'You can go on with other things.',
  /** Chooses the style that is or was learned. */
  show: 'Show it',
  stop: 'Stop',
  /** For screen readers, at the end. */
  isLearned: (style: string) => `Learned: ${style}`,
  learned: (steps: number) => `Learned in ${steps} ${steps === 1 ? 'step' : 'steps'}`,
  notForThis: (network: string) => `Not learned for the ${network} network yet.`,
  fromFile: 'It came as a file. To learn more, its painting is needed.',
  more: 'Learn more',
  again: 'Learn it for this network',
  bring: 'Choose its painting',
  save: 'Save style',
  saved: 'Saved',
  name: 'Name',
  remove: 'Remove style',
  /** In place of its name. */
  removedStyle: 'a style that you removed',
  done: 'Done',
  kept: 'Your styles stay in this browser until you remove them.',
  button: 'Your own style',
  buttonLearning: (share: string) => `Learning ${share}`,
};
