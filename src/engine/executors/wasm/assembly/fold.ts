import { Step } from './step';

/**
 * One ticket of the gradient of a reflected border, and of an enlargement before it: the input is that of the enlarged
 * map with its border, `outputWidth` * upsample and twice half the kernel wide. What was reflected, and each copy of a
 * pixel, is added to where it came from; and `other`, where there is one.
 */
export function fold(step: Step, ticket: i32): void {
  const pad = step.kernel >> 1;
  const scale = step.upsample;
  const tall = step.outputHeight * scale;
  const last = min((ticket + 1) * step.stripRows, step.outputHeight);
  for (let y = ticket * step.stripRows; y < last; y++) {
    let more = false;
    for (let i = 0; i < scale; i++) {
      const row = y * scale + i;
      addRow(step, row + pad, y, more);
      more = true;
      // -1 came from 1, and `tall` from tall - 2.
      if (row > 0 && row <= pad) addRow(step, pad - row, y, true);
      const mirrored = 2 * (tall - 1) - row;
      if (mirrored >= tall && mirrored < tall + pad) addRow(step, mirrored + pad, y, true);
    }
    if (step.other) addOther(step, y);
  }
}

/** Add row `from` of the input to row `y` of the output, or put it there. */
function addRow(step: Step, from: i32, y: i32, more: bool): void {
  const pad = step.kernel >> 1;
  const scale = step.upsample;
  const wide = step.outputWidth * scale;
  const inPixel = (<usize>step.inputPitch) << 2;
  const pixel = (<usize>step.outputPitch) << 2;
  const to = step.output + <usize>(y * step.outputWidth) * pixel;
  const row = step.input + <usize>(from * (wide + 2 * pad)) * inPixel;
  const middle = row + <usize>pad * inPixel;
  if (scale == 1 && inPixel == pixel) {
    const bytes = <usize>wide * pixel;
    if (!more) memory.copy(to, middle, bytes);
    else {
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(middle + at)));
      }
    }
  } else {
    for (let x = 0; x < step.outputWidth; x++) {
      const own = to + <usize>x * pixel;
      let at = middle + <usize>(x * scale) * inPixel;
      put(at, own, pixel, more);
      for (let i = 1; i < scale; i++) {
        at += inPixel;
        put(at, own, pixel, true);
      }
    }
  }
  for (let x = 1; x <= pad; x++) {
    put(row + <usize>(pad - x) * inPixel, to + <usize>(x / scale) * pixel, pixel, true);
    const mirrored = (wide - 1 - x) / scale;
    put(middle + <usize>(wide - 1 + x) * inPixel, to + <usize>mirrored * pixel, pixel, true);
  }
}

function put(from: usize, to: usize, bytes: usize, more: bool): void {
  for (const end = from + bytes; from < end; from += 16) {
    const value = v128.load(from);
    v128.store(to, more ? f32x4.add(v128.load(to), value) : value);
    to += 16;
  }
}

function addOther(step: Step, y: i32): void {
  const bytes = (<usize>(step.outputWidth * step.outputPitch)) << 2;
  const row = <usize>y * bytes;
  for (let at = row; at < row + bytes; at += 16) {
    const sum = f32x4.add(v128.load(step.output + at), v128.load(step.other + at));
    v128.store(step.output + at, sum);
  }
}
