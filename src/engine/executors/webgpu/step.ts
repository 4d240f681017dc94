import type { Constants, KernelId } from './shaders.ts';

/** What all layers of a plan share, each with its own part of it. */
export type SharedId = 'rows' | 'coefficients' | 'statistics' | 'partials' | 'counts';

/** What a binding reads or writes. */
export type Place =
  /** A map, the picture or the painting: place in `Plan.buffers`. */
  | { readonly buffer: number }
  /** A part of what all layers share. */
  | { readonly shared: SharedId; readonly at: number; readonly bytes: number }
  /** The kernel of a convolution, by number, as Winograd's tiles of this side want it. */
  | { readonly weights: number; readonly winograd: 0 | 2 | 4 };

/** Where the kernel of a convolution is. */
export type WeightsPlace = Extract<Place, { weights: number }>;

/** One dispatch. Its first binding is its own part of the uniforms. */
export interface Step {
  readonly kernel: KernelId;
  readonly constants: Constants;
  readonly uniform: readonly number[];
  readonly places: readonly Place[];
  readonly workgroups: readonly [x: number, y: number, z: number];
  /** The convolution that it belongs to, by number. */
  readonly layer: number;
}

/** A map that is there, and how to read it. */
export interface MapState {
  readonly buffer: number;
  readonly height: number;
  readonly width: number;
  /** Normalized when it is read, with this; undefined where it needs nothing. */
  readonly coefficients: Place | undefined;
  readonly rectify: boolean;
}

/** Most workgroups along one side of a dispatch. */
const MOST_GROUPS = 65_535;

/** @returns so many workgroups, or a few more, as a device takes them */
export function grid(groups: number): readonly [x: number, y: number] {
  const y = Math.ceil(groups / MOST_GROUPS);
  return [Math.ceil(groups / y), y];
}
