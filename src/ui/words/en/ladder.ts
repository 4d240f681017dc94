import type { PublishedId } from '../../../state/compare/index.ts';

/** How each network was made small, by the network's id. */
const how: Readonly<Record<string, string>> = {
  original: 'The network that the others were made from.',
  compressed: '1 × 1 kernels in the middle, which read half of their channels from pixels around.',
  plain: '1 × 1 kernels in the middle, as in the study: there no pixel sees its neighbours.',
  'low-rank': 'Each kernel in the middle is two smaller ones.',
  pruned: 'The channels that matter least are left out.',
  shared: 'One block in the middle, used five times.',
  compact: 'Kernels that see one channel each, and 1 × 1 kernels that mix the channels.',
  tiny: 'The same as Compact, with 8 to 32 channels.',
};

/** Networks that others have published. */
const published: Readonly<Record<PublishedId, { readonly name: string; readonly what: string }>> = {
  'study-original': { name: 'Study: original', what: 'The study that this project follows' },
  'study-compressed': { name: 'Study: compressed', what: 'The study that this project follows' },
  public: { name: 'Public networks', what: 'By Logan Engstrom; one network for each style' },
  litnet: { name: 'LITNet', what: 'Its largest network' },
  'litnet-separable': { name: 'LITNet separable', what: 'With depthwise separable kernels' },
  'litnet-distilled': { name: 'LITNet distilled', what: 'A quarter of the channels, distilled' },
  microast: { name: 'MicroAST', what: 'Paints any style from a picture of it' },
  fritz: { name: 'fritz.ai', what: 'Pruned, with a byte for each weight; one style' },
};

/** Names in the text of an archive: of files, and of what is in them. */
type ReadmeNames = Readonly<
  Record<
    | 'tfjs'
    | 'load'
    | 'onnx'
    | 'tflite'
    | 'card'
    | 'licence'
    | 'image'
    | 'style'
    | 'styles'
    | 'model'
    | 'output',
    string
  >
>;

/** Words of the ladder on the Compare page. */
export const ladder = {
  title: 'Ladder',
  about:
    'How small can a network be and still paint? Each step of the ladder is another way to make the original smaller. Each paints your photo, here on this device.',
  open: 'Show the ladder',
  opening: 'Getting the list of networks',
  paintAll: 'Paint with every network',
  paint: (network: string) => `Paint with ${network}`,
  cancelOf: (network: string) => `Cancel ${network}`,
  cancelPainting: 'Cancel painting',
  measure: 'Measure every network',
  measureAgain: 'Measure every network again',
  weightsOf: (count: string) => `${count} weights`,
  painted: (time: string, executor: string) => `${time} on ${executor}`,
  notPainted: 'Not painted yet',
  pictures: 'Your photo, by each network',
  picturesAbout: (style: string) =>
    `In the style that you have chosen: ${style}. A painting that is there already is not painted again.`,

  plot: 'Size against distance',
  plotAbout:
    'Each mark is a network: the further left, the smaller it is; the further down, the nearer its paintings are. The dashed line joins the networks that no smaller one beats.',
  across: 'From left to right',
  up: 'From top to bottom',
  axes: {
    weights: 'Weights',
    bytes: 'Download',
    multiplyAdds: 'Multiply-adds',
    time: 'Time here',
  },
  distances: { structure: 'From the strokes', content: 'From the photo' },
  axisTitles: {
    weights: 'Weights',
    bytes: 'Bytes to download',
    multiplyAdds: 'Multiply-adds for a picture of 256 × 256',
    time: 'Time of a painting on this device, median',
    structure: 'Distance from the strokes',
    content: 'Distance from the photo',
  },
  notTimed: 'Measure every network, and the times are shown here.',
  notJudged: (networks: string) =>
    `These networks have no mark, because they were not measured on these photos: ${networks}.`,
  noneJudged: 'No network of this list was judged yet, so there is no plot.',
  publishedLane: 'Published by others, not measured here',
  described: (network: string, size: string, distance: string) =>
    `${network}: ${size}, ${distance}`,
  judge: (photos: number) =>
    `The distances are by the first layers of VGG-19, a network that recognizes pictures, on ${photos} photos that no training saw: means of all styles, half way between soft and bold. The networks were trained with these layers, too, so the figures compare networks and say no more.`,

  table: 'Table of the ladder',
  columns: {
    network: 'Network',
    weights: 'Weights',
    bytes: 'Download',
    multiplyAdds: 'Multiply-adds',
    multiplyAddsHint: 'for 256 × 256',
    time: 'Time here',
    timeHint: 'median',
    content: 'From the photo',
    structure: 'From the strokes',
    distanceHint: 'lower is nearer',
  },
  takeAway: 'Save model',
  /** Behind it, for screen readers. */
  takeAwayOf: (model: string) => `${model}, as TensorFlow.js, ONNX and TensorFlow Lite`,
  takingAway: 'Making the archive',
  takeAwayHint:
    '“Save model” makes an archive on this device: the network as TensorFlow.js graph model, as ONNX and as TensorFlow Lite, with its card and its licence.',
  readme: (model: string, names: ReadmeNames) =>
    `${model}, a style transfer network of Brushlite

${names.tfjs}: a TensorFlow.js graph model; load it with ${names.load}
${names.onnx}: the same network for ONNX Runtime, in float32
${names.tflite}: the same network for LiteRT, in the precision of its weights; made for 256 x 256 pixels,
other sizes by resizing the inputs
${names.card}: how it was trained, and how good it is
${names.licence}: the licence

Inputs: ${names.image}, RGB from 0 to 1, both sides multiples of 4 and at least 20;
${names.style}, a number for each row of the styles; they sum to 1.
${names.card} says how many rows there are; ${names.styles} in ${names.model} says which rows a style has.
Output: ${names.output}, as large as the input.
`,
  published: 'Published by others, not measured here',
  source: 'source',
  how,
  /** Of a row whose network is a row in float16, too. */
  packed: 'The same network, most of it with two weights in a byte.',
  networks: published,
};
