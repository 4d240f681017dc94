// Makes the outputs of a 3 x 3 convolution from the products [SIZE * SIZE][OUTPUTS][tiles], and their statistics.
// A thread makes one row of a tile; a workgroup has LANES / OUT tiles.

struct Shape {
  // Of the output, and of the grid of tiles.
  output_height: i32,
  output_width: i32,
  height: i32,
  width: i32,
}

@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<storage, read> products: array<Values>;
@group(0) @binding(2) var<storage, read_write> output: array<Values>;
// [OUTPUTS][groups][2]: mean, squares.
@group(0) @binding(3) var<storage, read_write> partials: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> counts: array<f32>;

@compute @workgroup_size(LANES)
fn main(
  @builtin(workgroup_id) id: vec3u,
  @builtin(num_workgroups) grid: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let lane = i32(thread);
  let plane = i32(id.z);
  let group = i32(id.x + id.y * grid.x);
  let tiles = shape.height * shape.width;
  let tile = group * (LANES / OUT) + lane % (LANES / OUT);
  let i = lane / (LANES / OUT);
  let y = tile / shape.width * OUT + i;
  let x = tile % shape.width * OUT;
  var total = Sums();
  if (tile < tiles && y < shape.output_height) {
    var across: array<vec4f, SIZE>;
    for (var r = 0; r < SIZE; r++) {
      let factor = output_factor(i, r);
      if (factor != 0.0) {
        for (var j = 0; j < SIZE; j++) { // unrolled
          across[j] += factor * vec4f(products[((r * SIZE + j) * OUTPUTS + plane) * tiles + tile]);
        }
      }
    }
    var row: array<vec4f, OUT>;
    for (var k = 0; k < OUT; k++) { // unrolled
      for (var j = 0; j < SIZE; j++) { // unrolled
        row[k] += output_factor(k, j) * across[j];
      }
      if (x + k < shape.output_width) {
        output[(plane * shape.output_height + y) * shape.output_width + x + k] = Values(row[k]);
        total.count += 1.0;
        total.mean += row[k];
      }
    }
    total.mean /= max(total.count, 1.0);
    for (var k = 0; k < OUT; k++) { // unrolled
      if (x + k < shape.output_width) {
        let apart = row[k] - total.mean;
        total.squares += apart * apart;
      }
    }
  }
  total = merged_lanes(total, lane, 0);
  if (lane == 0) {
    write_found(total, plane, group, i32(grid.x * grid.y));
  }
}
