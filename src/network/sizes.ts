import { convolutions, type NetworkSpec } from './spec.ts';

/** Which heights and widths a network takes, in pixels of the picture. */
export interface SideRule {
  /** They are multiples of it. */
  readonly multiple: number;
  /** None is smaller; one of the multiples. */
  readonly least: number;
}

/** The rule of a network. */
export function sideRule(spec: NetworkSpec): SideRule {
  return { multiple: sizeMultiple(spec), least: smallestSide(spec) };
}

/** The smallest side of `rule` that holds a picture's side. */
export function paddedSide(side: number, { multiple, least }: SideRule): number {
  return Math.max(least, Math.ceil(side / multiple) * multiple);
}

/** Height and width must be multiples of this: the product of the strides. */
export function sizeMultiple(spec: NetworkSpec): number {
  return spec.layers.reduce((product, layer) => product * (layer.stride ?? 1), 1);
}

/** The least height and width: what is reflected at a border has to lie inside of each map. */
export function smallestSide(spec: NetworkSpec): number {
  const multiple = sizeMultiple(spec);
  let side = multiple;
  while (!reflects(spec, side)) side += multiple;
  return side;
}

function reflects(spec: NetworkSpec, side: number): boolean {
  let pixels = side;
  return convolutions(spec).every(({ kernel, shift, stride, upsample }) => {
    const large = pixels * upsample;
    const inside = shift < pixels && Math.floor(kernel / 2) < large;
    pixels = large / stride;
    return inside;
  });
}
