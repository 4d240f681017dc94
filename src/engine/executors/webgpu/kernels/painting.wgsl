// The last layer's output, normalized and brought to 0..1: float32 RGB, [height][width][3].

struct Size {
  pixels: i32,
  // 0: none, 1: ReLU, 2: sigmoid.
  activation: i32,
}

@group(0) @binding(0) var<uniform> size: Size;
@group(0) @binding(1) var<storage, read> map: array<Values>;
@group(0) @binding(2) var<storage, read> coefficients: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> painting: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let pixel = i32((id.x + id.y * grid.x) * 64 + thread);
  if (pixel >= size.pixels) {
    return;
  }
  let colour = activated(vec4f(map[pixel]) * coefficients[0] + coefficients[1], size.activation);
  painting[3 * pixel] = colour.r;
  painting[3 * pixel + 1] = colour.g;
  painting[3 * pixel + 2] = colour.b;
}
