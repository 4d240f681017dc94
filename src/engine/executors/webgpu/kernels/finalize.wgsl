// Merges what the workgroups of a convolution found into the mean and the variance of each channel, and makes of
// them and of a style's scale and shift what the next layer multiplies with and adds. A workgroup has four channels.

struct Size {
  // Workgroups that there are sums of.
  groups: i32,
}

@group(0) @binding(0) var<uniform> size: Size;
@group(0) @binding(1) var<storage, read> found: array<vec4f>;
@group(0) @binding(2) var<storage, read> found_counts: array<f32>;
// The style's: a scale for each plane, then a shift for each.
@group(0) @binding(3) var<storage, read> row: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> result: array<vec4f>;
// A mean for each plane, then a variance for each.
@group(0) @binding(5) var<storage, read_write> statistics: array<vec4f>;

@compute @workgroup_size(LANES)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let plane = i32(id.x);
  let planes = i32(grid.x);
  let lane = i32(thread);
  var total = Sums();
  for (var group = lane; group < size.groups; group += LANES) {
    let at = 2 * (plane * size.groups + group);
    total = merged(total, Sums(found_counts[group], found[at], found[at + 1]));
  }
  total = merged_lanes(total, lane, 0);
  if (lane == 0) {
    let variance = total.squares / total.count;
    let scale = row[plane] / sqrt(variance + EPSILON);
    result[plane] = scale;
    result[planes + plane] = row[planes + plane] - total.mean * scale;
    statistics[plane] = total.mean;
    statistics[planes + plane] = variance;
  }
}
