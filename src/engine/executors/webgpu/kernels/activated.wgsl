// 0: nothing, 1: ReLU, 2: sigmoid.
fn activated(values: vec4f, activation: i32) -> vec4f {
  if (activation == 1) {
    return max(values, vec4f());
  }
  if (activation == 2) {
    return 1.0 / (1.0 + exp(-values));
  }
  return values;
}
