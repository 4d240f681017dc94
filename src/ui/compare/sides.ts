import type { Sides } from '../../state/compare/types.ts';

export { lastOutcome } from '../../state/compare/sides.ts';
export { SIDES } from '../../state/compare/types.ts';
export type { Sides } from '../../state/compare/types.ts';

export function mapSides<T, U>({ left, right }: Sides<T>, change: (of: T) => U): Sides<U> {
  return { left: change(left), right: change(right) };
}
