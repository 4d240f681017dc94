import { Step } from './step';

/** Tickets: the channels that stay where they are, and eight parts of the others. */
const PARTS = 9;

function reflect(i: i32, n: i32): i32 {
  if (i < 0) return -i;
  return i >= n ? 2 * (n - 1) - i : i;
}

/**
 * One ticket of the gradient of a shift (packShifted of pack.ts): what was read from a pixel, also across a reflected
 * border, is added to it, and to `other`, where there is one. A ticket has channels of its own, so no other one adds to the same numbers.
 */
export function unshift(step: Step, ticket: i32): void {
  const pixel = (<usize>step.inputPitch) << 2;
  const half = pixel >> 1;
  const height = step.inputHeight;
  const width = step.inputWidth;
  if (ticket == 0) {
    const end = <usize>(height * width) * pixel;
    for (let at: usize = 0; at < end; at += pixel) {
      memory.copy(step.output + at, step.input + at, half);
      if (step.other) addTo(step.output + at, step.other + at, half);
    }
    return;
  }
  const around = ticket <= PARTS >> 1 ? ticket - 1 : ticket; // without the pixel itself
  const bytes = pixel >> 4;
  const first = half + <usize>(ticket - 1) * bytes;
  const to = step.output + first;
  const down = (around / 3 - 1) * step.shift;
  const across = ((around % 3) - 1) * step.shift;
  for (let i = 0; i < height * width; i++) {
    const at = <usize>i * pixel;
    if (step.other) memory.copy(to + at, step.other + first + at, bytes);
    else memory.fill(to + at, 0, bytes);
  }
  let from = step.input + first;
  for (let y = 0; y < height; y++) {
    const row = reflect(y + down, height) * width;
    for (let x = 0; x < width; x++) {
      addTo(to + <usize>(row + reflect(x + across, width)) * pixel, from, bytes);
      from += pixel;
    }
  }
}

function addTo(to: usize, from: usize, bytes: usize): void {
  for (const end = from + bytes; from < end; from += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    to += 16;
  }
}
