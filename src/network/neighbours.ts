/**
 * The pixels that a convolution with `neighbours` reads its input channels from, before it pads: the
 * first half of them where it stands, then an eighth of the rest each from the eight pixels around, in
 * the order of reading, so many pixels away as `neighbours` says. With it a 1 x 1 kernel mixes pixels, for no
 * weights. (Wu et al. 2018, "Shift: A Zero FLOP, Zero Parameter Alternative to Spatial Convolutions"; further
 * away in some blocks than in others, as in Yu and Koltun 2016, "Multi-Scale Context Aggregation by Dilated
 * Convolutions".)
 */
const AROUND: readonly (readonly [dy: number, dx: number])[] = [
  [-1, -1],
  [-1, 0],
  [-1, 1],
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 0],
  [1, 1],
];

/** Channels that are read from one and the same pixel around. Throws unless `channels` can be cut so. */
export function channelsAround(channels: number): number {
  const each = channels / (2 * AROUND.length);
  if (Number.isInteger(each)) return each;
  throw new Error(`Neighbours want channels in multiples of 16, not ${channels}.`);
}

/** Where channel `channel` of `channels` is read from: [dy, dx], in steps of `neighbours` pixels. */
export function readFrom(channel: number, channels: number): readonly [dy: number, dx: number] {
  return AROUND[Math.floor((channel - channels / 2) / channelsAround(channels))] ?? [0, 0];
}

/** The same as kernels of a depthwise convolution, [3, 3, channels, 1]: a single 1 in each. */
export function neighbourTaps(channels: number): Float32Array {
  const taps = new Float32Array(9 * channels);
  for (let channel = 0; channel < channels; channel++) {
    const [dy, dx] = readFrom(channel, channels);
    taps[(3 * (dy + 1) + dx + 1) * channels + channel] = 1;
  }
  return taps;
}
