// A convolution as a product of matrices: pixels x (taps, channels) by (taps, channels) x outputs. A workgroup
// computes a tile of it. It goes along the common side in slices, and takes each slice of both matrices to its own
// memory first, where every value is read by many threads.
//
// With MATRICES it is PHASES products of matrices that are there, of pixels x channels: the middle of Winograd's
// convolution.

const TILE_PIXELS = LANES * PIXELS;
const TILE_OUTPUTS = COLUMNS * QUADS;
// Vectors of four along the common side.
const DEPTH = SIDE * SIDE * INPUTS;

var<workgroup> input_slice: array<Values, SLICE * TILE_PIXELS>;
var<workgroup> weight_slice: array<Values, SLICE * 4 * TILE_OUTPUTS>;

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) id: vec3u,
  @builtin(num_workgroups) grid: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let local = i32(thread);
  let lane = local % LANES;
  let column = local / LANES;
  let phase = i32(id.z) / BLOCKS;
  let block = i32(id.z) % BLOCKS * TILE_OUTPUTS;
  let pixels = shape.height * shape.width;
  let tile = i32(id.x + id.y * grid.x);
  let first = tile * TILE_PIXELS;

  // A thread loads planes of one pixel only. Beyond the last pixel it loads that one, which nobody uses.
  let own = local % TILE_PIXELS;
  let loaded = min(first + own, pixels - 1);
  let y = loaded / shape.width;
  let x = loaded % shape.width;

  var sums: array<array<vec4f, QUADS>, PIXELS>;

  for (var start = 0; start < DEPTH; start += SLICE) {
    for (var k = local / TILE_PIXELS; k < SLICE; k += THREADS / TILE_PIXELS) {
      var values = Values();
      if (MATRICES && start + k < DEPTH) {
        values = input[(phase * INPUTS + start + k) * pixels + loaded];
      } else if (start + k < DEPTH) {
        let tap = (start + k) / INPUTS;
        let plane = (start + k) % INPUTS;
        let row = source(y, tap / SIDE, phase / 2, shape.input_height);
        let across = source(x, tap % SIDE, phase % 2, shape.input_width);
        values = value_of(shifted(row, across, plane), plane);
      }
      input_slice[k * TILE_PIXELS + own] = values;
    }
    for (var i = local; i < SLICE * 4 * TILE_OUTPUTS; i += THREADS) {
      let quad = block + i % TILE_OUTPUTS;
      let k = start * 4 + i / TILE_OUTPUTS;
      var values = Values();
      if (k < 4 * DEPTH && quad < OUTPUTS) {
        values = weights[(phase * 4 * DEPTH + k) * OUTPUTS + quad];
      }
      weight_slice[i] = values;
    }
    workgroupBarrier();
    for (var k = 0; k < SLICE; k++) {
      var columns: array<array<Values, 4>, QUADS>;
      for (var q = 0; q < QUADS; q++) { // unrolled
        for (var c = 0; c < 4; c++) { // unrolled
          columns[q][c] = weight_slice[(k * 4 + c) * TILE_OUTPUTS + column + q * COLUMNS];
        }
      }
      for (var p = 0; p < PIXELS; p++) { // unrolled
        let value = input_slice[k * TILE_PIXELS + lane + p * LANES];
        for (var q = 0; q < QUADS; q++) { // unrolled
          sums[p][q] = product(sums[p][q], value, columns[q]);
        }
      }
    }
    workgroupBarrier();
  }

  for (var q = 0; q < QUADS; q++) { // unrolled
    let quad = block + column + q * COLUMNS;
    var total = Sums();
    for (var p = 0; p < PIXELS; p++) { // unrolled
      let pixel = first + lane + p * LANES;
      if (pixel < pixels && quad < OUTPUTS) {
        output[place(pixel, quad, phase)] = Values(sums[p][q]);
        total.count += 1.0;
        total.mean += sums[p][q];
      }
    }
    total.mean /= max(total.count, 1.0);
    for (var p = 0; p < PIXELS; p++) { // unrolled
      if (first + lane + p * LANES < pixels) {
        let apart = sums[p][q] - total.mean;
        total.squares += apart * apart;
      }
    }
    if (!MATRICES) {
      total = merged_lanes(total, lane, column);
      if (lane == 0 && quad < OUTPUTS) {
        let tiles = i32(grid.x * grid.y);
        write_found(total, quad, phase * tiles + tile, PHASES * tiles);
      }
    }
  }
}
