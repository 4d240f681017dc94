alias Value = f32;
alias Values = vec4f;

// sum + four inputs times their weights for four outputs.
fn product(sum: vec4f, value: Values, columns: array<Values, 4>) -> vec4f {
  return fma(vec4f(value.w), columns[3], fma(vec4f(value.z), columns[2], fma(vec4f(value.y), columns[1], fma(vec4f(value.x), columns[0], sum))));
}
