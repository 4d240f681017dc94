// Takes a frame as the first layer reads it, scaled: the mean of TAPS x TAPS points of each pixel's area, each
// interpolated, so that a large frame does not flicker when it is reduced.

struct Size {
  width: i32,
  height: i32,
  // Points along each side of a pixel.
  taps: i32,
}

@group(0) @binding(0) var<uniform> size: Size;
@group(0) @binding(1) var frame: texture_2d<f32>;
@group(0) @binding(2) var linear: sampler;
@group(0) @binding(3) var<storage, read_write> plane: array<Values>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let at = vec2i(id.xy);
  if (at.x >= size.width || at.y >= size.height) {
    return;
  }
  var colour = vec3f();
  for (var i = 0; i < size.taps; i++) {
    for (var j = 0; j < size.taps; j++) {
      let inside = (vec2f(vec2i(j, i)) + 0.5) / f32(size.taps);
      let place = (vec2f(at) + inside) / vec2f(vec2i(size.width, size.height));
      colour += textureSampleLevel(frame, linear, place, 0.0).rgb;
    }
  }
  plane[at.y * size.width + at.x] = Values(vec4f(colour / f32(size.taps * size.taps), 0.0));
}
