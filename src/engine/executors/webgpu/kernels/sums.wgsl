// What a convolution writes: its output, not yet normalized, and the statistics of each workgroup's pixels, which
// finalize.wgsl merges.

@group(0) @binding(3) var<storage, read> weights: array<Values>;
@group(0) @binding(4) var<storage, read_write> output: array<Values>;
// [OUTPUTS][groups][2]: mean, squares.
@group(0) @binding(5) var<storage, read_write> partials: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> counts: array<f32>;

// Where a phase's pixel of plane `plane` lies in the output.
fn place(pixel: i32, plane: i32, phase: i32) -> i32 {
  let pixels = shape.height * shape.width;
  if (MATRICES) {
    return (phase * OUTPUTS + plane) * pixels + pixel;
  }
  if (PHASES == 1) {
    return plane * pixels + pixel;
  }
  let row = 2 * (pixel / shape.width) + phase / 2;
  return plane * 4 * pixels + row * 2 * shape.width + 2 * (pixel % shape.width) + phase % 2;
}
