// A convolution without memory of the workgroup but for the statistics: each thread computes neighbouring pixels of
// a row, and keeps in registers what its taps of one row read. For layers with few outputs, and for GPUs whose
// workgroup memory is slow.

@compute @workgroup_size(THREADS)
fn main(
  @builtin(workgroup_id) id: vec3u,
  @builtin(num_workgroups) grid: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let lane = i32(thread);
  let phase = i32(id.z) / BLOCKS;
  let block = i32(id.z) % BLOCKS * QUADS;
  let tile = i32(id.x + id.y * grid.x);
  // Pieces of rows, PIXELS long; the last of a row may be shorter.
  let pieces = (shape.width + PIXELS - 1) / PIXELS;
  let piece = tile * LANES + lane;
  let y = piece / pieces;
  let x = piece % pieces * PIXELS;
  var sums: array<array<vec4f, QUADS>, PIXELS>;
  if (y < shape.height) {
    for (var i = 0; i < SIDE; i++) {
      let row = source(y, i, phase / 2, shape.input_height);
      for (var plane = 0; plane < INPUTS; plane++) {
        var window: array<Values, WINDOW>;
        for (var w = 0; w < WINDOW; w++) { // unrolled
          // Beyond the last pixel of the row there is nothing to reflect.
          let tap = min(w, (shape.width - 1 - x) * STRIDE + SIDE - 1);
          let across = source(x, tap, phase % 2, shape.input_width);
          window[w] = value_of(shifted(row, across, plane), plane);
        }
        for (var j = 0; j < SIDE; j++) { // unrolled
          let k = ((phase * SIDE + i) * SIDE + j) * INPUTS + plane;
          for (var q = 0; q < QUADS; q++) { // unrolled
            var columns: array<Values, 4>;
            for (var c = 0; c < 4; c++) { // unrolled
              columns[c] = weights[(k * 4 + c) * OUTPUTS + min(block + q, OUTPUTS - 1)];
            }
            for (var p = 0; p < PIXELS; p++) { // unrolled
              sums[p][q] = product(sums[p][q], window[p * STRIDE + j], columns);
            }
          }
        }
      }
    }
  }
  for (var q = 0; q < QUADS; q++) { // unrolled
    let quad = block + q;
    var total = Sums();
    for (var p = 0; p < PIXELS; p++) { // unrolled
      if (y < shape.height && x + p < shape.width && quad < OUTPUTS) {
        output[place(y * shape.width + x + p, quad, phase)] = Values(sums[p][q]);
        total.count += 1.0;
        total.mean += sums[p][q];
      }
    }
    total.mean /= max(total.count, 1.0);
    for (var p = 0; p < PIXELS; p++) { // unrolled
      if (y < shape.height && x + p < shape.width) {
        let apart = sums[p][q] - total.mean;
        total.squares += apart * apart;
      }
    }
    total = merged_lanes(total, lane, 0);
    if (lane == 0 && quad < OUTPUTS) {
      let tiles = i32(grid.x * grid.y);
      write_found(total, quad, phase * tiles + tile, PHASES * tiles);
    }
  }
}
