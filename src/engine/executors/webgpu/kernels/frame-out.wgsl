// Draws the painting on a canvas: one triangle that covers it.

struct Size {
  width: i32,
  activation: i32,
}

@group(0) @binding(0) var<uniform> size: Size;
@group(0) @binding(1) var<storage, read> map: array<Values>;
@group(0) @binding(2) var<storage, read> coefficients: array<vec4f>;

@vertex
fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return vec4f(f32(index % 2) * 4.0 - 1.0, f32(index / 2) * 4.0 - 1.0, 0.0, 1.0);
}

@fragment
fn pixel(@builtin(position) position: vec4f) -> @location(0) vec4f {
  let at = i32(position.y) * size.width + i32(position.x);
  let colour = activated(vec4f(map[at]) * coefficients[0] + coefficients[1], size.activation);
  return vec4f(colour.rgb, 1.0);
}
