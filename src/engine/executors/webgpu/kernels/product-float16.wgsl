enable f16;

alias Value = f16;
alias Values = vec4h;

// sum + four inputs times their weights for four outputs: products and sums of four in float16, all other sums in float32.
fn product(sum: vec4f, value: Values, columns: array<Values, 4>) -> vec4f {
  return sum + vec4f(value.x * columns[0] + value.y * columns[1] + value.z * columns[2] + value.w * columns[3]);
}
