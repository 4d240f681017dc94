// The end of a residual block: what came in, normalized where it is not yet, plus what the second convolution
// made of it, normalized.

struct Size {
  pixels: i32,
  // 1: what came in ends in a ReLU.
  rectify: i32,
}

@group(0) @binding(0) var<uniform> size: Size;
@group(0) @binding(1) var<storage, read> kept: array<Values>;
@group(0) @binding(2) var<storage, read> kept_coefficients: array<vec4f>;
@group(0) @binding(3) var<storage, read> made: array<Values>;
@group(0) @binding(4) var<storage, read> made_coefficients: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> total: array<Values>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let pixel = i32((id.x + id.y * grid.x) * 64 + thread);
  let plane = i32(id.z);
  let planes = i32(grid.z);
  if (pixel >= size.pixels) {
    return;
  }
  let at = plane * size.pixels + pixel;
  var before = vec4f(kept[at]);
  if (NORMALIZED) {
    before = before * kept_coefficients[plane] + kept_coefficients[planes + plane];
    before = select(before, max(before, vec4f()), size.rectify == 1);
  }
  total[at] = Values(before + vec4f(made[at]) * made_coefficients[plane] + made_coefficients[planes + plane]);
}
