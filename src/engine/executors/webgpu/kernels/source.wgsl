// The input of a convolution as its kernel reads it: reflected at the border, enlarged, shifted, and with the
// normalization and the ReLU of the layer before. So no layer has a pass that only prepares its input.
//
// A map of C channels lies in planes of four channels: [ceil(C / 4)][height * width] vectors.

struct Shape {
  input_height: i32,
  input_width: i32,
  // The pixels that one phase of the kernel computes.
  height: i32,
  width: i32,
  // How far away half of the input's planes are read from; 0: none is. See src/network/shift.ts.
  shift: i32,
  // 1: the layer before ends in a ReLU.
  rectify: i32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> input: array<Values>;
// What normalizes the input: a scale for each plane, then a shift for each.
@group(0) @binding(2) var<storage, read> coefficients: array<vec4f>;

// Position i, at most n - 1 outside of 0 .. n - 1, reflected into it; the edge is not repeated.
fn reflected(i: i32, n: i32) -> i32 {
  return n - 1 - abs(n - 1 - abs(i));
}

// The row or column of the input that tap `tap` of a kernel's side reads for row or column i of the output, in
// phase 0 or 1 where there are phases.
fn source(i: i32, tap: i32, phase: i32, n: i32) -> i32 {
  if (PHASES > 1) {
    return clamp(i + tap + phase - 1, 0, n - 1);
  }
  return reflected(i * STRIDE + tap - SIDE / 2, n * UPSAMPLE) / UPSAMPLE;
}

// The pixel that plane `plane` is read from, for a row and a column of the input.
fn shifted(row: i32, column: i32, plane: i32) -> i32 {
  if (SHIFTED && 2 * plane >= INPUTS) {
    var around = (2 * plane - INPUTS) * 8 / INPUTS;
    around += i32(around >= 4); // the middle is not among them
    let y = reflected(row + shape.shift * (around / 3 - 1), shape.input_height);
    let x = reflected(column + shape.shift * (around % 3 - 1), shape.input_width);
    return y * shape.input_width + x;
  }
  return row * shape.input_width + column;
}

// Four channels of a pixel.
fn value_of(pixel: i32, plane: i32) -> Values {
  let values = input[plane * shape.input_height * shape.input_width + pixel];
  if (!NORMALIZED) {
    return values;
  }
  let normal = vec4f(values) * coefficients[plane] + coefficients[INPUTS + plane];
  return Values(select(normal, max(normal, vec4f()), shape.rectify == 1));
}
