// The statistics of sets of pixels: of each the count, the mean and the sum of squared distances from the mean, all in
// float32, so that nothing overflows or cancels.

struct Sums {
  count: f32,
  mean: vec4f,
  squares: vec4f,
}

// Chan, Golub and LeVeque 1979: the sums of two sets from the sums of each.
fn merged(a: Sums, b: Sums) -> Sums {
  let count = a.count + b.count;
  let share = select(b.count / count, 0.0, count == 0.0);
  let apart = b.mean - a.mean;
  return Sums(count, a.mean + apart * share, a.squares + b.squares + apart * apart * (a.count * share));
}

// One thread writes, another one reads: half of the threads are enough.
var<workgroup> means: array<vec4f, LANES / 2 * COLUMNS>;
var<workgroup> squares: array<vec4f, LANES / 2 * COLUMNS>;
var<workgroup> lane_counts: array<f32, LANES / 2 * COLUMNS>;

// Merge the sums of all lanes of each column; lane 0 has the result. Every thread has to call it.
fn merged_lanes(own: Sums, lane: i32, column: i32) -> Sums {
  var sums = own;
  for (var half = LANES / 2; half > 0; half /= 2) {
    if (lane >= half && lane < 2 * half) {
      let at = (lane - half) * COLUMNS + column;
      means[at] = sums.mean;
      squares[at] = sums.squares;
      lane_counts[at] = sums.count;
    }
    workgroupBarrier();
    if (lane < half) {
      let at = lane * COLUMNS + column;
      sums = merged(sums, Sums(lane_counts[at], means[at], squares[at]));
    }
    workgroupBarrier();
  }
  return sums;
}
