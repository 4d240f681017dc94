// Takes a picture of float32 RGB, [height][width][3] in 0..1, as the first layer reads it: one plane, the fourth
// channel 0.

struct Size {
  pixels: i32,
}

@group(0) @binding(0) var<uniform> size: Size;
@group(0) @binding(1) var<storage, read> image: array<f32>;
@group(0) @binding(2) var<storage, read_write> plane: array<Values>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let pixel = i32((id.x + id.y * grid.x) * 64 + thread);
  if (pixel < size.pixels) {
    plane[pixel] = Values(vec4f(image[3 * pixel], image[3 * pixel + 1], image[3 * pixel + 2], 0.0));
  }
}
