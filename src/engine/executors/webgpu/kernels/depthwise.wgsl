// A convolution of each channel by itself. A thread computes four channels of one pixel. No norm follows, so there are
// no statistics; and every value is used for few products, so it is the memory that counts, and not how they are tiled.

// [taps][INPUTS]
@group(0) @binding(3) var<storage, read> weights: array<Values>;
@group(0) @binding(4) var<storage, read_write> output: array<Values>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let pixel = i32((id.x + id.y * grid.x) * 64 + thread);
  let plane = i32(id.z);
  if (pixel >= shape.height * shape.width) {
    return;
  }
  let y = pixel / shape.width;
  let x = pixel % shape.width;
  var sum = vec4f();
  for (var i = 0; i < SIDE; i++) {
    let row = source(y, i, 0, shape.input_height);
    for (var j = 0; j < SIDE; j++) {
      let column = source(x, j, 0, shape.input_width);
      let value = value_of(shifted(row, column, plane), plane);
      sum += vec4f(value) * vec4f(weights[(i * SIDE + j) * INPUTS + plane]);
    }
  }
  output[plane * shape.height * shape.width + pixel] = Values(sum);
}
