// Winograd's F(m x m, 3 x 3): a tile of OUT x OUT outputs of a 3 x 3 convolution from SIZE x SIZE products instead
// of 9 OUT x OUT. (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks"; points 0, 1, -1 and,
// for m = 4, 2 and -2.) packing.ts transforms the kernels in the same way.

// The matrix that transforms the input, row by row. Variables, since not every browser takes a variable as an index
// into a constant.
fn input_factor(i: i32, j: i32) -> f32 {
  if (OUT == 2) {
    var factors = array<array<f32, 4>, 4>(
      array<f32, 4>(1.0, 0.0, -1.0, 0.0),
      array<f32, 4>(0.0, 1.0, 1.0, 0.0),
      array<f32, 4>(0.0, -1.0, 1.0, 0.0),
      array<f32, 4>(0.0, 1.0, 0.0, -1.0),
    );
    return factors[i % 4][j % 4];
  }
  var factors = array<array<f32, 6>, 6>(
    array<f32, 6>(4.0, 0.0, -5.0, 0.0, 1.0, 0.0),
    array<f32, 6>(0.0, -4.0, -4.0, 1.0, 1.0, 0.0),
    array<f32, 6>(0.0, 4.0, -4.0, -1.0, 1.0, 0.0),
    array<f32, 6>(0.0, -2.0, -1.0, 2.0, 1.0, 0.0),
    array<f32, 6>(0.0, 2.0, -1.0, -2.0, 1.0, 0.0),
    array<f32, 6>(0.0, 4.0, 0.0, -5.0, 0.0, 1.0),
  );
  return factors[i][j];
}

// The matrix that transforms the products.
fn output_factor(i: i32, j: i32) -> f32 {
  if (OUT == 2) {
    var factors = array<array<f32, 4>, 2>(
      array<f32, 4>(1.0, 1.0, 1.0, 0.0),
      array<f32, 4>(0.0, 1.0, -1.0, -1.0),
    );
    return factors[i % 2][j % 4];
  }
  var factors = array<array<f32, 6>, 4>(
    array<f32, 6>(1.0, 1.0, 1.0, 1.0, 1.0, 0.0),
    array<f32, 6>(0.0, 1.0, -1.0, 2.0, -2.0, 0.0),
    array<f32, 6>(0.0, 1.0, 1.0, 4.0, 4.0, 0.0),
    array<f32, 6>(0.0, 1.0, -1.0, 8.0, -8.0, 1.0),
  );
  return factors[i][j];
}
