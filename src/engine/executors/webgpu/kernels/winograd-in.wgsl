// Transforms the input of a 3 x 3 convolution: [SIZE * SIZE][INPUTS][tiles]. A thread makes one row of a tile.

@group(0) @binding(3) var<storage, read_write> transformed: array<Values>;

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) id: vec3u,
  @builtin(num_workgroups) grid: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  // Here, height and width are those of the grid of tiles.
  let tiles = shape.height * shape.width;
  let tile = i32((id.x + id.y * grid.x) * u32(THREADS) + thread);
  let plane = i32(id.z) / SIZE;
  let i = i32(id.z) % SIZE;
  if (tile >= tiles) {
    return;
  }
  let y = tile / shape.width * OUT - 1;
  let x = tile % shape.width * OUT - 1;
  var across: array<vec4f, SIZE>;
  for (var r = 0; r < SIZE; r++) {
    let factor = input_factor(i, r);
    if (factor != 0.0) {
      // Tiles may end beyond the map; what they make there is not used, but has to be read from somewhere.
      let row = clamp(reflected(y + r, shape.input_height), 0, shape.input_height - 1);
      for (var j = 0; j < SIZE; j++) { // unrolled
        let column = clamp(reflected(x + j, shape.input_width), 0, shape.input_width - 1);
        across[j] += factor * vec4f(value_of(row * shape.input_width + column, plane));
      }
    }
  }
  for (var k = 0; k < SIZE; k++) { // unrolled
    var sum = vec4f();
    for (var j = 0; j < SIZE; j++) { // unrolled
      sum += input_factor(k, j) * across[j];
    }
    transformed[((i * SIZE + k) * INPUTS + plane) * tiles + tile] = Values(sum);
  }
}
