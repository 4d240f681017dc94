import type { MapShape } from '../ops.ts';

/** A map, or a matrix, in the memory of JavaScript. */
export interface Values {
  readonly shape: MapShape;
  readonly values: Float32Array;
}

/** Buffers for maps, used again: the browser would free them late, and there are hundreds of megabytes in a step. */
export class Store {
  private readonly spare = new Map<number, Float32Array[]>();
  private made: Values[] | undefined;

  /** A map whose numbers are whatever was there before. */
  map(shape: MapShape): Values {
    const length = shape[0] * shape[1] * shape[2];
    const values = this.spare.get(length)?.pop() ?? new Float32Array(length);
    const map = { shape, values };
    this.made?.push(map);
    return map;
  }

  free(maps: readonly Values[]): void {
    for (const { values } of maps) {
      const spare = this.spare.get(values.length) ?? [];
      if (!spare.includes(values)) spare.push(values);
      this.spare.set(values.length, spare);
    }
  }

  /** As Ops.within. What was kept for use again and was not used in it is let go of. */
  within<R>(work: () => R): R {
    const outer = this.made;
    const made: Values[] = (this.made = []);
    let kept: ReadonlySet<Float32Array> = new Set();
    try {
      const result = work();
      kept = new Set(valuesIn(result));
      return result;
    } finally {
      this.made = outer;
      this.spare.clear();
      this.free(made.filter(({ values }) => !kept.has(values)));
      outer?.push(...made.filter(({ values }) => kept.has(values)));
    }
  }
}

/** The buffers of all maps in a result: a map, or arrays and objects of them. */
function valuesIn(result: unknown): Float32Array[] {
  if (result instanceof Float32Array) return [result];
  if (typeof result !== 'object' || result === null) return [];
  return Object.values(result).flatMap(valuesIn);
}
