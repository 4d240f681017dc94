/**
 * The shift of a convolution's input channels, before it pads: the first half of them stay where they are,
 * then an eighth of the rest each is read from one of the eight pixels around, in the order of reading,
 * `shift` pixels away. With it a 1 x 1 kernel mixes pixels, for no weights. (Wu et al. 2018, "Shift: A Zero
 * FLOP, Zero Parameter Alternative to Spatial Convolutions"; further away in some blocks than in others, as in
 * Yu and Koltun 2016, "Multi-Scale Context Aggregation by Dilated Convolutions".)
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

/** How many channels have the same offset. Throws unless `channels` can be cut so. */
export function channelsPerOffset(channels: number): number {
  const each = channels / (2 * AROUND.length);
  if (Number.isInteger(each)) return each;
  throw new Error(`A shift takes channels in multiples of 16, not ${channels}.`);
}

/** Where channel `channel` of `channels` is read from: [dy, dx], in steps of `shift` pixels. */
export function offsetOf(channel: number, channels: number): readonly [dy: number, dx: number] {
  return AROUND[Math.floor((channel - channels / 2) / channelsPerOffset(channels))] ?? [0, 0];
}

/** The same as kernels of a depthwise convolution, [3, 3, channels, 1]: a single 1 in each. */
export function shiftTaps(channels: number): Float32Array {
  const taps = new Float32Array(9 * channels);
  for (let channel = 0; channel < channels; channel++) {
    const [dy, dx] = offsetOf(channel, channels);
    taps[(3 * (dy + 1) + dx + 1) * channels + channel] = 1;
  }
  return taps;
}
