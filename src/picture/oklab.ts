/**
 * Oklab (Ottosson 2020): a colour as its lightness and two axes of colour, so that one can be changed and the other
 * looks the same.
 */

/** Of each value of a channel, the light. */
const LIGHT = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** Of each light in so many steps, the value of a channel. */
const STEPS = 4096;
const VALUE = Float64Array.from({ length: STEPS + 1 }, (_, step) => {
  const light = step / STEPS;
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
});

/** Write the colour of a pixel into `lab`: lightness 0..1, and two axes of colour. */
export function toLab(data: Uint8ClampedArray, at: number, lab: Float64Array): void {
  const [r, g, b] = [LIGHT[data[at]!]!, LIGHT[data[at + 1]!]!, LIGHT[data[at + 2]!]!];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  lab[0] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  lab[1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
}

/** Halvings of the colour until it fits: a 64th is not to be seen. */
const HALVINGS = 6;
const EDGE = 1e-4;
const light = new Float64Array(3);

/** Write a colour as a pixel. One that screens can't show gets paler; its lightness and its hue stay. */
export function toPixel(
  lightness: number,
  a: number,
  b: number,
  data: Uint8ClampedArray,
  at: number,
): void {
  if (!fits(lightness, a, b)) {
    let share = 0;
    for (let half = 0.5, turn = 0; turn < HALVINGS; turn++, half /= 2) {
      if (fits(lightness, (share + half) * a, (share + half) * b)) share += half;
    }
    fits(lightness, share * a, share * b);
  }
  for (let channel = 0; channel < 3; channel++) {
    const value = Math.min(1, Math.max(0, light[channel]!));
    data[at + channel] = VALUE[Math.round(STEPS * value)]!;
  }
}

/** Write the light of the channels into `light`. @returns whether screens can show it */
function fits(lightness: number, a: number, b: number): boolean {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  light[0] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  light[1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  light[2] = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  return light.every((value) => value >= -EDGE && value <= 1 + EDGE);
}
