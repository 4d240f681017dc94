/**
 * The colours of the difference map, evenly spaced from no difference to `mapEnd`: night blue over
 * purple and coral to pale yellow. Lightness (L* of CIELAB) grows evenly from 4 to 96, so the order
 * can be read without telling hues apart, and in a grey print. CSS interpolates between them as
 * `mapColour` does: `linear-gradient(to right, ...mapStops)` is the legend.
 */
export const mapStops = [
  '#080e1b',
  '#292271',
  '#74319c',
  '#cb408e',
  '#fd7562',
  '#febb77',
  '#fff5b7',
] as const;

type Rgb = readonly [red: number, green: number, blue: number];

const stops = mapStops.map((hex): Rgb => [byteAt(hex, 1), byteAt(hex, 3), byteAt(hex, 5)]);

/** The map's colour, 0..255 a channel, for a share of `mapEnd`; more than 1 is shown as 1. */
export function mapColour(share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const before = Math.min(Math.floor(at), stops.length - 2);
  const [from, to] = [stops[before] as Rgb, stops[before + 1] as Rgb];
  const mix = (c: 0 | 1 | 2) => Math.round(from[c] + (to[c] - from[c]) * (at - before));
  return [mix(0), mix(1), mix(2)];
}

function byteAt(hex: string, at: number): number {
  return Number.parseInt(hex.slice(at, at + 2), 16);
}
