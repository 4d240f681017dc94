/** What a plan's dispatches cost: the figures of the README. */
import type { Convolution } from '../../../../network/index.ts';
import { makePlan, type Plan } from '../plan.ts';
import { vectorBytes, type Precision } from '../shaders.ts';
import type { Place, Step } from '../step.ts';
import { candidates, planesOf, type Tile } from '../tiles.ts';

export interface Cost {
  readonly dispatches: number;
  /** A multiply-add is two. What Winograd's transforms, norms and additions compute is left out. */
  readonly operations: number;
  /** Of maps and of what workgroups find, each read and written once; weights and rows are left out. */
  readonly bytes: number;
}

/** A plan with the guessed tiles, on a device that has room. */
export function guessedPlan(
  layers: readonly Convolution[],
  height: number,
  width: number,
  precision: Precision = 'float32',
): Plan {
  const limits = { precision, bytes: 2 ** 31 };
  const tileOf = (conv: Convolution, pixels: number) => candidates(conv, pixels, limits)[0] as Tile;
  return makePlan(layers, height, width, precision, tileOf);
}

/** @returns what each layer of the network costs, by name, with `picture in` and `painting out` */
export function layerCosts(
  layers: readonly Convolution[],
  { steps }: Pick<Plan, 'steps'>,
  precision: Precision = 'float32',
): ReadonlyMap<string, Cost> {
  const costs = new Map<string, Cost>();
  for (const step of steps) {
    const conv = layers[step.layer] as Convolution;
    const ends: Partial<Record<Step['kernel'], string>> = {
      ...{ image: 'picture in', painting: 'painting out' },
    };
    const name = ends[step.kernel] ?? conv.layer;
    costs.set(name, sum([costs.get(name), stepCost(step, conv, vectorBytes(precision))]));
  }
  return costs;
}

export function sum(costs: Iterable<Cost | undefined>): Cost {
  const total = { dispatches: 0, operations: 0, bytes: 0 };
  for (const cost of costs) {
    total.dispatches += cost?.dispatches ?? 0;
    total.operations += cost?.operations ?? 0;
    total.bytes += cost?.bytes ?? 0;
  }
  return total;
}

function stepCost(
  { kernel, constants, uniform, places, workgroups }: Step,
  conv: Convolution,
  vector: number,
): Cost {
  const [a = 0, b = 0, c = 0, d = 0] = uniform;
  const constant = (name: string) => Number(constants[name]);
  const found = () => places.reduce((bytes, place) => bytes + foundBytes(place), 0);
  const cost = (bytes: number, operations = 0): Cost => ({ dispatches: 1, operations, bytes });
  switch (kernel) {
    case 'image':
    case 'painting':
      return cost(a * (12 + vector));
    case 'add':
      return cost(3 * a * workgroups[2] * vector);
    case 'finalize':
      return cost(found());
    case 'winogradIn': {
      const tiles = constant('SIZE') ** 2 * c * d;
      return cost(constant('INPUTS') * (a * b + tiles) * vector);
    }
    case 'winogradOut': {
      const tiles = constant('SIZE') ** 2 * c * d;
      return cost(constant('OUTPUTS') * (a * b + tiles) * vector + found());
    }
    case 'depthwise': {
      const [inputs, planes] = [constant('INPUTS') * a * b, planesOf(conv.outputs) * c * d];
      return cost((inputs + planes) * vector, 2 * constant('SIDE') ** 2 * conv.outputs * c * d);
    }
    default: {
      const isProduct = constants['MATRICES'] === true;
      const phases = constant('PHASES');
      const input = constant('INPUTS') * a * b * (isProduct ? phases : 1);
      const output = planesOf(conv.outputs) * c * d * phases;
      const products = constant('SIDE') ** 2 * conv.inputs * conv.outputs * c * d * phases;
      return cost((input + output) * vector + (isProduct ? 0 : found()), 2 * products);
    }
  }
}

function foundBytes(place: Place): number {
  const isFound = 'shared' in place && (place.shared === 'partials' || place.shared === 'counts');
  return isFound ? place.bytes : 0;
}
