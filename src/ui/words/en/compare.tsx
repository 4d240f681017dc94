import type { TimedRun } from '../../../state/compare/index.ts';

/** The measured parts of a run. */
const parts: Readonly<
  Record<Exclude<keyof TimedRun, 'total'>, { readonly title: string; readonly hint: string }>
> = {
  upload: { title: 'Upload', hint: 'Pixels to the device' },
  inference: { title: 'Inference', hint: 'The network itself' },
  readback: { title: 'Readback', hint: 'Pixels back to the page' },
  draw: { title: 'Draw', hint: 'Pixels onto the canvas' },
};

const rightAgainstLeft = 'Right against left';

/** Words of the Compare page; a chapter's words are under its name. */
export const compare = {
  title: 'Two networks, one picture',
  about: 'Both paint your photo here. See what the smaller one loses and saves.',
  settings: 'Settings of both sides',
  /** A switch: boldness and brush size. */
  apart: 'Boldness and brush for each side',
  lookOf: (side: string) => `How the ${side.toLowerCase()} side is painted`,
  photo: 'Photo',

  sides: { left: 'Left', right: 'Right' },
  networkOf: (side: string) => `${side} network`,
  runsOn: (side: string) => `${side} runs on`,
  automatic: 'Automatic',
  automaticIs: (executor: string) => `Automatic: ${executor}`,
  emulated: 'emulated by the processor',
  /** At the end of a side's name. */
  automaticSide: 'automatic',
  boldnessOf: (share: string) => `boldness ${share}`,
  swap: 'Swap the sides',
  copyLeft: 'Copy left to right',
  copyRight: 'Copy right to left',
  both: (left: string, right: string) => `${left} and ${right}`,

  views: {
    split: 'Slider',
    'side-by-side': 'Side by side',
    difference: 'Difference',
    models: 'All models',
  },
  divider: (left: string, right: string) => `Left of the divider ${left}, right of it ${right}`,
  notPainted: 'Not painted',
  notPaintedWithThese: 'Not painted with these settings',

  map: {
    label: (left: string, right: string) =>
      `Heat map of the difference between ${left} and ${right}`,
    same: 'The two paintings are the same picture, pixel for pixel.',
    later: 'The map is drawn once both sides are painted.',
    equal: 'Equal',
    apart: (end: number) => `${end} of 255 levels apart, or more`,
  },

  zoomTouch: 'Pinch a picture to zoom, drag to move; tap twice for a closer look.',
  zoomHelp: (
    <span key="en">
      Click a picture, then scroll to zoom and drag to move; double click for a closer look. Keys:{' '}
      <kbd>+</kbd> <kbd>−</kbd>, <kbd>0</kbd> for the whole picture, <kbd>Shift</kbd> with an arrow
      to move.
    </span>
  ),

  models: {
    region: 'All models',
    run: 'Run every model',
    note: (reference: string) =>
      `Each paints the picture once. SSIM (structural similarity, 1 is equal) and PSNR (peak signal to noise, higher is more alike) are against ${reference}.`,
    picture: 'Picture',
    columns: {
      model: 'Model',
      download: 'Download',
      weights: 'Weights',
      time: 'Single run',
      ssim: 'SSIM',
      psnr: 'PSNR',
    },
    paintedOn: (executor: string) => `on ${executor}`,
    decibels: (value: string) => `${value} dB`,
    equal: 'equal',
  },

  headline: {
    download: 'Download',
    weights: 'Weights',
    multiplyAdds: 'Multiply-adds',
    medianTime: 'Time, median',
    time: 'Time',
    likeness: 'Likeness',
    ssim: 'SSIM',
    likenessHint: 'Structural similarity; 1 is an equal picture',
    unknown: 'Not known yet',
    unmeasured: 'Not measured yet',
    change: (left: string, right: string) => `${left} to ${right}`,
    /** Before a ratio of single runs, such as “1.7×” or “as fast”. */
    about: 'about',
    singleRuns: (left: string, right: string) => `${left} and ${right}, a single run each`,
  },

  /** The heads of the tables of figures. */
  figure: 'Figure',
  rightAgainstLeft,

  measuring: {
    both: 'Measure both',
    again: 'Measure again',
    /** Without how many there will be: the first ones say how many the machine can do in the time. */
    runs: (done: number) => `${done} ${done === 1 ? 'run' : 'runs'} done`,
    /** Said to screen readers. */
    done: 'Measured. The figures are there.',
    label: 'Measured runs',
    cancel: 'Cancel measuring',
    outdated: 'The picture or the settings have changed, so there are no figures for them yet.',
    phases: {
      waiting: 'Waiting for its turn',
      measuring: 'Measuring',
      paused: 'Paused while the tab is hidden',
    },
  },

  latency: {
    title: 'Latency',
    about:
      'Both networks paint this picture several times, taking turns, so that a busy or warm machine slows both equally. Each run is timed from the photo’s pixels to the painting on the canvas.',
    unmeasured: 'Not measured yet. The times above the pictures are those of a single run.',
    preparing: 'Getting ready: download, compilation, and one run that does not count.',
    waiting: 'Begins when what runs now is done.',
    notReported: 'Not measured in this report.',
    runs: (count: number) => `${count} runs each`,
    median: 'Median',
    medianHint: 'Half of the runs are faster',
    p95: '95th percentile',
    p95Hint: 'One run in twenty is slower',
    slowest: 'Slowest run',
    framesASecond: 'Frames a second',
    partsCaption: 'What was timed, medians of the parts',
    parts,
    where: (left: string, right: string) =>
      `The network itself takes ${left} of a run on the left and ${right} on the right; the rest moves and draws the pixels.`,
    sharedLayers: (name: string, share: string) =>
      `In ${name}, ${share} of the network’s time goes into layers that are the same in both, so only the rest can be faster.`,
    beforeCaption: 'Before the first run',
    download: 'Download',
    downloadHint: 'Once, then it is kept',
    fromCache: (time: string) => `${time}, from the cache`,
    warmUp: 'Warm-up',
    warmUpHint: 'Weights onto the device, programs compiled, one small picture',
    ranOn: (name: string, executor: string, device: string) =>
      `${name} ran on ${executor}, ${device}`,
    plot: (sides: readonly string[]) => `Time of each run. ${sides.join('. ')}.`,
    plotOf: (name: string, times: readonly string[]) => `${name}: ${times.join(', ')}`,
  },

  executors: {
    title: 'Engines',
    about:
      'Each engine of this browser runs the same networks, one after the other: WebGPU and WebGL where there is a graphics processor, our own WebAssembly kernels, and TensorFlow.js on WebAssembly. The last one is the reference for the others.',
    measure: 'Measure every engine',
    measureAgain: 'Measure all again',
    region: 'All engines',
    columns: {
      executor: 'Engine',
      median: 'Median',
      reference: 'TensorFlow.js on WebAssembly takes',
      range: 'Fastest to slowest run',
      warmUp: 'Warm-up',
      memory: 'Peak memory',
      memoryHint: 'of all models together',
    },
    leftOut: (executor: string, reason: string) => `${executor} is left out: ${reason}`,
    emulated: 'its GPU is emulated by the processor, which would take minutes.',
    range: (from: string, to: string) => `${from} to ${to}`,
  },

  quality: {
    title: 'Quality',
    about:
      'There is no one right painting of a photo. The first three figures tell how alike the two results are; the table tells how well each network paints photos that it has never seen.',
    thisPicture: 'On this picture',
    later: 'Known once both sides are painted.',
    heldOut: 'On held-out photos, scored by VGG-19',
    meaning:
      'The score is the distance of a painting from the photo’s content plus six times its distance from the style’s texture, as VGG-19 sees them, a network that recognizes pictures. Lower is better.',
    unmeasured: (name: string) => `${name} has no scores: it was not measured on held-out photos.`,
    ssim: 'Structural similarity',
    ssimHint: 'SSIM. 1 is equal, 0 has nothing in common.',
    psnr: 'Peak signal to noise',
    psnrHint: 'PSNR. Higher is more alike.',
    decibels: 'dB',
    difference: 'Mean difference',
    differenceHint: 'Levels of a colour channel, on average.',
    of255: 'of 255',
    caption: 'Score by VGG-19 on held-out photos, lower is better',
    style: 'Style',
    best: '0, the best',
    mean: 'Mean of all styles',
    better: 'better',
    worse: 'worse',
    ofMix: 'Scores are of single styles. Those of your mix are marked.',
    how: 'How this was measured',
    howText: (photos: number, size: number, left: string, right: string) =>
      `Each network painted ${photos} photos of ${size} × ${size} pixels that no training saw, in every style, half way between soft and bold. A second judge is the distilled VGG-19, a small copy that the networks were trained with: by the same formula its means are ${left} and ${right}. The networks are trained with the first layers of VGG-19, too, so both judges compare networks and are not independent. All figures are in the models’ cards.`,
  },

  structure: {
    title: (style: string) => `Photo or painting: ${style}`,
    about: (photos: number) =>
      `Each line goes from a soft painting to a bold one. The further down, the nearer it is to the strokes of the style; the further left, the more of the photo is kept. A line that lies further down and left is better. Both distances are by the first layers of VGG-19, on ${photos} photos that no training saw, painted by the float32 models; the smaller files are made from these.`,
    unmeasured: (name: string) => `${name} has no line: its network was not measured.`,
    fromPhoto: 'Distance from the photo',
    fromStrokes: 'Distance from the strokes',
    soft: 'soft',
    bold: 'bold',
    publicNetwork: 'A public network',
    aboutPublic:
      'The cross is a public network, which other people trained. It is as large as our original network, but it knows this one style only, and its boldness can’t be changed. Where our line is below the cross and left of it, our painting is nearer to the strokes and keeps more of the photo.',
    describedPublic: (point: { readonly content: number; readonly structure: number }) =>
      `A public network: distance from the photo ${point.content.toFixed(2)}; from the strokes ${point.structure.toFixed(3)}.`,
    described: (
      name: string,
      points: readonly { readonly content: number; readonly structure: number }[],
    ) =>
      `${name}, from soft to bold: distance from the photo ${points.map(({ content }) => content.toFixed(2)).join(', ')}; from the strokes ${points.map(({ structure }) => structure.toFixed(3)).join(', ')}.`,
  },

  size: {
    title: 'Size and memory',
    about:
      'Weights are what is downloaded and kept. Activations are the pictures between the layers.',
    sameActivations:
      'They are as large in both: fewer weights do not make the memory of a run much smaller.',
    padded: (width: number, height: number, of: string) =>
      `So small a picture is extended at its borders: ${of} sees ${width} × ${height} pixels.`,
    caption: 'What is stored, what is computed',
    download: 'Download',
    downloadHint: 'All files of the model',
    weights: 'Weights',
    weightsHint: 'Of the convolutions',
    inMemory: 'Weights in memory',
    inMemoryHint: 'As float32, with the numbers of all styles',
    checkpoint: 'Checkpoint',
    checkpointHint: 'Weights of the convolutions and Adam’s two moments',
    multiplyAdds: 'Multiply-adds',
    multiplyAddsHint: (sizes: string) => `For ${sizes} pixels`,
    activations: 'Activations',
    activationsHint:
      'At their peak, estimated for float32 from each layer’s input, enlarged where the layer enlarges it, and its output',
    peak: 'Memory at the peak',
    peakHint:
      'Measured, with the weights. It can be less than the estimate of the activations: our engines do not store the enlarged input, and compute in float16 on some GPUs. The heap of WebAssembly is shared by both and never shrinks.',
    ofGpu: (bytes: string) => `${bytes} of GPU`,
    ofHeap: (bytes: string) => `${bytes} of heap`,
  },

  layers: {
    title: 'Layer by layer',
    about:
      'A network is a row of layers, and most of its weights are in the blocks in the middle. A 1×1 kernel has a ninth of the weights of a 3×3 one, but mixes the channels of one pixel only. So the compressed network shifts half of its channels: it reads them from pixels around, which takes no weight. A separable kernel, as in Tiny, is two: one that sees a single channel, and a 1×1 one that mixes them.',
    timed:
      'The time of a network is the median from above. How it divides among the layers was measured in as many runs again, in which each layer is timed by itself.',
    notTimed: 'Measure both, and the time of each layer is shown here, too.',
    weights: 'Weights',
    multiplyAdds: 'Multiply-adds',
    multiplyAddsMillions: 'Multiply-adds, millions',
    time: 'Time',
    unknown: 'Not known',
    differs: (layers: string) => `Layers whose kernel differs: ${layers}`,
    same: 'Layers that are the same in both',
    region: 'Table of the layers',
    caption: 'Kernel, weights and multiply-adds by layer',
    layer: 'Layer',
    kernel: 'Kernel',
    reduction: 'Reduction',
    total: 'Total',
    becomes: 'becomes',
  },

  /** Two reports beside each other. */
  reports: {
    title: 'Two reports',
    about: 'The same networks in two reports: on another machine, in another browser or version.',
    otherPicture: 'The pictures have different sizes, so the times are shown, but not compared.',
    invite: 'Open another report to see both side by side.',
    open: 'Open a second report',
    closeSecond: 'Close the second report',
    first: 'First',
    second: 'Second',
    against: 'Second against first',
    conditions: 'What was measured, and where',
    machine: 'Machine',
    machineOf: (browser: string, platform: string, cores: number) =>
      `${browser} on ${platform}, ${cores} logical processors`,
    date: 'Date',
    picture: 'Picture',
    network: 'Network',
    ranOn: 'Ran on',
    median: 'Time, median',
    warmUp: 'Warm-up',
    download: 'Download',
    score: 'Score by VGG-19, mean',
  },

  report: {
    title: 'Report',
    about:
      'The figures of both networks and of all models that were run, with the machine they were measured on. Pictures are not in it, nor are the figures of the engines and of the ladder. Drop a report on this page, from wherever it came, to look at it here.',
    without: 'Somebody sent you a report of a comparison?',
    copy: 'Copy as Markdown',
    copied: 'Copied',
    notCopied: 'The browser did not let the page copy. Download it instead.',
    download: 'Download as JSON',
    open: 'Open a report',
    file: 'Report',
    close: 'Close the report',
    fromHere: 'These are the figures of a report from this machine or one like it.',
    fromElsewhere: 'These are the figures of a report from another browser or machine.',
    machine: (browser: string, platform: string, cores: number, date: string) =>
      `${browser} on ${platform}, ${cores} logical processors, ${date}.`,
    picture: (style: string, boldness: string | undefined, width: number, height: number) =>
      `${style}${boldness ? `, boldness ${boldness}` : ''}, ${width} × ${height} pixels`,
  },
};
