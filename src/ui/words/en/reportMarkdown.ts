/** Words of the report in Markdown, which visitors paste elsewhere. */
export const markdown = {
  title: (left: string, right: string) => `${left} and ${right}`,
  about: (of: {
    readonly style: string;
    /** In percent; undefined in earlier reports. */
    readonly boldness: string | undefined;
    readonly picture: { readonly width: number; readonly height: number };
    readonly photo: { readonly width: number; readonly height: number };
    readonly machine: {
      readonly browser: string;
      readonly platform: string;
      readonly cores: number;
    };
    readonly date: string;
  }) =>
    `${of.style}${of.boldness ? `, boldness ${of.boldness}` : ''}, ${of.picture.width} × ${of.picture.height} pixels of a photo of ${of.photo.width} × ${of.photo.height}. ${of.machine.browser} on ${of.machine.platform}, ${of.machine.cores} logical processors, ${of.date}.`,
  likeness: (ssim: string, psnr: string, difference: string) =>
    `Between the two paintings: SSIM ${ssim}, PSNR ${psnr}, mean absolute difference ${difference} of 255.`,
  decibels: (value: string) => `${value} dB`,
  infinite: 'infinite',
  emulated: '(emulated)',
  /** What a figure means. */
  hint: (name: string, hint: string) => `${name}: ${hint}`,
  layerHead: [
    'Layer',
    'Kernel',
    'Weights, left',
    'right',
    'reduction',
    'Multiply-adds, left',
    'right',
    'reduction',
  ],
  total: 'total',
  heldOut: (photos: number, size: number) =>
    `Scores on ${photos} held-out photos of ${size} × ${size} pixels, by VGG-19 and by its distilled copy that the networks were trained with: the distance from the photo’s content plus six times the distance from the style’s texture. Lower is better.`,
  heldOutHead: ['Style', 'VGG-19, left', 'right', 'distilled VGG-19, left', 'right'],
  heldOutMissing: (names: readonly string[]) =>
    `Scores on held-out photos: not measured for ${names.join(' and ')}.`,
  leftOut:
    'Not in this report: pictures, and the figures of the engines and of the ladder. The time of each run and of each layer is in the report as JSON.',
};
